namespace IamAuthorization.Accounts;

/// <summary>Where new ids and secrets come from.</summary>
internal interface IUniqueIds
{
    /// <summary>A unique id: the prefix, for example <c>AIDA</c>, and 17 random characters of A–Z and 2–7.</summary>
    string Next(string prefix);

    /// <summary>The id of a long-term access key: <c>AKIA</c> and 16 random characters of A–Z and 2–7.</summary>
    string NextAccessKeyId();

    /// <summary>The secret of an access key: 40 characters of base 64.</summary>
    string NextSecret();

    /// <summary>An account id that a generator makes: 12 digits, the first not 0.</summary>
    string NextAccountId();

    /// <summary>Random bytes, for example a seed.</summary>
    byte[] NextBytes(int count);
}
