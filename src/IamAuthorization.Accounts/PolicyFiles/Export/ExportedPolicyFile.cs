namespace IamAuthorization.Accounts;

/// <summary>One file of an export.</summary>
/// <param name="Path">
/// Where it belongs below the folder of the policy files, for example <c>111122223333/users/alice.json</c>.
/// </param>
/// <param name="Text">The JSON, indented, with line feeds.</param>
public sealed record ExportedPolicyFile(string Path, string Text);
