namespace IamAuthorization.Accounts;

/// <summary>A tag of a user or role. Keys are equal when they differ in case only; values are case-sensitive.</summary>
/// <param name="Key">The key, 1 to 128 characters.</param>
/// <param name="Value">The value, 0 to 256 characters.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</see>
/// </remarks>
public sealed record IamTag(string Key, string Value);
