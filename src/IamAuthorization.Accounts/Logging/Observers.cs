namespace IamAuthorization.Accounts;

/// <summary>Tells those who only watch: log providers, listeners of metrics and activities.</summary>
internal static class Observers
{
    /// <summary>Tells, and goes on whatever they make of it.</summary>
    /// <param name="about">What they are told, so that nothing need be captured.</param>
    /// <param name="tell">How.</param>
    public static void Tell<TAbout>(TAbout about, Action<TAbout> tell)
    {
        try
        {
            tell(about);
        }
        catch (Exception)
        {
            // WHY nothing: those who would be told of it are those who have failed.
            return;
        }
    }
}
