using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>What actions are written with (PL-27, PL-31): ASCII alone, so that one fold fits all.</summary>
internal static class ActionCharacters
{
    /// <summary>The service before the colon, in requests and policies.</summary>
    public static readonly SearchValues<char> OfService = SearchValues.Create(LettersAndDigits + "-.");

    /// <summary>The name of a concrete action.</summary>
    public static readonly SearchValues<char> OfName = SearchValues.Create(LettersAndDigits + "-_.");

    /// <summary>The name in a policy, which may hold wildcards.</summary>
    public static readonly SearchValues<char> OfNamePattern = SearchValues.Create(LettersAndDigits + "-_.*?");

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
}
