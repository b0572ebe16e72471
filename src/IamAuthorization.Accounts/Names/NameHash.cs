namespace IamAuthorization.Accounts;

/// <summary>
/// Hashes of names to hold where the names themselves would weigh too much (FNV-1a over UTF-16). Anybody can make two
/// names that meet, so whoever uses it must be right then, too.
/// </summary>
/// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9923">The FNV Non-Cryptographic Hash Algorithm</see></remarks>
internal static class NameHash
{
    /// <summary>Where a hash begins.</summary>
    public const ulong Start = 14_695_981_039_346_656_037;

    private const ulong Prime = 1_099_511_628_211;

    /// <summary>Goes on with a number.</summary>
    public static ulong Add(ulong hash, ulong number) => unchecked((hash ^ number) * Prime);

    /// <summary>Goes on with a text, and with its end, so that the next text cannot be taken for more of it.</summary>
    public static ulong Add(ulong hash, string text)
    {
        foreach (char unit in text)
        {
            hash = Add(hash, unit);
        }

        return Add(hash, char.MaxValue);
    }
}
