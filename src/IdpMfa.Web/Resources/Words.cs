namespace IdpMfa.Web.Resources;

/// <summary>Names the resource file that holds every word of the pages.</summary>
public sealed class Words;
