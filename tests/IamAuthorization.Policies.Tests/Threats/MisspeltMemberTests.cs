using IamAuthorization.Policies.Tests.Pitfalls;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E2: a member that is one slip away from a real one is refused, never ignored.</summary>
[Trait("Threat", "E2")]
public sealed class MisspeltMemberTests
{
    [Theory]
    [InlineData("Version", "Id", "Statement")]
    public void PL05_TopLevelMember_OneSlip_IsRefused(params string[] names) => AssertSlipsAreRefused(
        names,
        PolicyKind.Managed,
        slip => $$"""
            {"Version":"2012-10-17","{{slip}}":"x",
            "Statement":[{"Effect":"Allow","Action":"app:Get","Resource":"*"}]}
            """);

    [Theory]
    [InlineData(
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition")]
    public void PL05_StatementMember_OneSlip_IsRefused(params string[] names) => AssertSlipsAreRefused(
        names,
        PolicyKind.Managed,
        slip => $$"""
            {"Version":"2012-10-17",
            "Statement":[{"Effect":"Allow","Action":"app:Get","Resource":"*","{{slip}}":"x"}]}
            """);

    [Theory]
    [InlineData("AWS", "Service", "Federated", "CanonicalUser")]
    public void PL50_PrincipalMember_OneSlip_IsRefused(params string[] names) => AssertSlipsAreRefused(
        names,
        PolicyKind.Resource,
        slip => $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"app:Get","Resource":"*",
            "Principal":{"AWS":"111122223333","{{slip}}":"x"} }]}
            """);

    [Theory]
    [InlineData("StringEquals", "StringNotEquals", "NumericLessThan", "DateGreaterThan", "Bool", "IpAddress", "Null")]
    public void PL76_Operator_OneSlip_IsRefused(params string[] names) => AssertSlipsAreRefused(
        names,
        PolicyKind.Managed,
        slip => $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"app:Get","Resource":"*",
            "Condition":{"{{slip}}":{"app:key":"true"} } }]}
            """,
        StringComparer.OrdinalIgnoreCase);

    private static void AssertSlipsAreRefused(
        string[] names, PolicyKind kind, Func<string, string> document, StringComparer? comparer = null)
    {
        comparer ??= StringComparer.Ordinal;
        foreach (string slip in names.SelectMany(Slips).Distinct(comparer).Except(names, comparer))
        {
            PolicyReadResult result = PolicyReader.Read(
                document(slip), kind, new PolicyReadOptions { Gate = PolicyGate.Stored });
            Assert.True(result.Document is null, $"`{slip}` was accepted.");
            Assert.Equal("MalformedPolicyDocument", result.Error?.Code);
        }

        Saving.AssertAccepted("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"app:Get","Resource":"*"}]}
            """);
    }

    /// <summary>All names one deletion, doubling, swap, change of case, or foreign letter away.</summary>
    private static IEnumerable<string> Slips(string name)
    {
        for (int index = 0; index < name.Length; index++)
        {
            char letter = name[index];
            char otherCase = char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter);
            yield return name.Remove(index, 1);
            yield return name.Insert(index, letter.ToString());
            yield return name.Remove(index, 1).Insert(index, otherCase.ToString());
            yield return name.Remove(index, 1).Insert(index, "x");
            yield return name.Insert(index, " ");
            if (index > 0)
            {
                yield return name.Remove(index, 1).Insert(index - 1, letter.ToString());
            }
        }

        yield return name + "s";
        yield return name + " ";
        yield return string.Empty;
    }
}
