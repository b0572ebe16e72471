using IamAuthorization.Policies;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Documents for tests that are not about documents.</summary>
internal static class Documents
{
    public const string AllowAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    public static PolicyDocument Of(string text, PolicyKind kind) =>
        PolicyReader.Read(text, kind).Document ?? throw new ArgumentException("not a policy", nameof(text));
}
