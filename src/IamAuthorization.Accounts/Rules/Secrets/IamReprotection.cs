namespace IamAuthorization.Accounts;

/// <summary>What became of the stored secrets of an account.</summary>
/// <param name="Count">How many were encrypted anew.</param>
/// <param name="UnreadableNames">
/// Those that cannot be decrypted and stay as they are, for example <c>secret of access key AKIA…</c>.
/// </param>
public sealed record IamReprotection(int Count, ValueList<string> UnreadableNames);
