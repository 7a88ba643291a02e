namespace IdpMfa.BrowserTests.Tour;

/// <summary>Names without a place to break them.</summary>
internal static class LongNames
{
    public const string Tenant = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    public const string OfUser = "wilhelmina.konstantinopolitanische-dudelsackpfeifenmachergesellin";
    public const string OfNewUser = "theodora.konstantinopolitanische-dudelsackpfeifenmachergesellin";
}
