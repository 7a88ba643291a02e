namespace IdpMfa.Core.SignIn;

/// <summary>How long the same form, sent twice, gets the same answer.</summary>
public static class DoubleClick
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
}
