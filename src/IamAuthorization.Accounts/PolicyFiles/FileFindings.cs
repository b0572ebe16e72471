using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Collects what is found in one file.</summary>
internal sealed class FileFindings(string path, List<PolicyFileFinding> findings)
{
    public void Error(TextPosition position, string code, string message) =>
        Add(position, PolicyFindingSeverity.Error, code, message);

    public void Add(TextPosition position, PolicyFindingSeverity severity, string code, string message) =>
        findings.Add(new PolicyFileFinding(path, position, severity, code, message));
}
