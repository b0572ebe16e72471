using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Sizes of documents (policy-language §9.1, PL-11, PL-71): the limit itself, and one more.</summary>
public sealed class QuotaTests
{
    [Theory]
    [InlineData(PolicyKind.Managed, 6_144, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144")]
    [InlineData(PolicyKind.PermissionsBoundary, 6_144, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144")]
    [InlineData(PolicyKind.InlineUser, 2_048, "LimitExceeded", "Cannot exceed quota for PolicySize: 2048")]
    [InlineData(PolicyKind.InlineGroup, 5_120, "LimitExceeded", "Cannot exceed quota for PolicySize: 5120")]
    [InlineData(PolicyKind.InlineRole, 10_240, "LimitExceeded", "Cannot exceed quota for PolicySize: 10240")]
    [InlineData(PolicyKind.RoleTrust, 2_048, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048")]
    [InlineData(PolicyKind.Session, 2_048, "PackedPolicyTooLarge", null)]
    [InlineData(PolicyKind.ServiceControl, 5_120, "LimitExceeded", "Cannot exceed quota for PolicySize: 5120")]
    [InlineData(PolicyKind.ResourceControl, 5_120, "LimitExceeded", "Cannot exceed quota for PolicySize: 5120")]
    public void S91_SizeOfEachKind_IsLimited(PolicyKind kind, int quota, string code, string? message)
    {
        Assert.Null(PolicyReader.Read(OfSize(kind, quota), kind).Error);

        PolicyReadResult tooLarge = PolicyReader.Read(OfSize(kind, quota + 1), kind);
        Assert.Equal(code, tooLarge.Error?.Code);
        Assert.Equal(message ?? tooLarge.Error?.Message, tooLarge.Error?.Message);

        var unlimited = new PolicyReadOptions { Quotas = null };
        Assert.NotNull(PolicyReader.Read(OfSize(kind, quota + 1), kind, unlimited).Document);
        var stored = new PolicyReadOptions { Gate = PolicyGate.Stored };
        Assert.NotNull(PolicyReader.Read(OfSize(kind, quota + 1), kind, stored).Document);
    }

    [Theory]
    [InlineData(PolicyKind.Managed, true)]
    [InlineData(PolicyKind.InlineUser, true)]
    [InlineData(PolicyKind.ServiceControl, false)]
    [InlineData(PolicyKind.ResourceControl, false)]
    public void PL71_WhiteSpaceOutsideStrings_CountsForOrganizationPoliciesAlone(PolicyKind kind, bool isAccepted)
    {
        int quota = kind == PolicyKind.Managed ? 6_144 : kind == PolicyKind.InlineUser ? 2_048 : 5_120;
        Assert.Equal(isAccepted, PolicyReader.Read(OfSize(kind, quota) + " \t\r\n", kind).Error is null);
    }

    [Fact]
    public void PL71_WhiteSpaceInsideStrings_Counts()
    {
        string text = OfSize(PolicyKind.Managed, 6_144).Replace("/a", "/ ", StringComparison.Ordinal);
        Assert.Null(PolicyReader.Read(text, PolicyKind.Managed).Error);
        string longer = text.Replace("/ ", "/  ", StringComparison.Ordinal);
        Assert.Equal("LimitExceeded", PolicyReader.Read(longer, PolicyKind.Managed).Error?.Code);
    }

    [Theory]
    [InlineData(0, false, "ValidationError")]
    [InlineData(131_072, false, null)]
    [InlineData(131_073, false, "ValidationError")]
    [InlineData(131_073, true, null)]
    [InlineData(1_048_576, true, null)]
    [InlineData(1_048_577, true, "ValidationError")]
    public void PL11_LengthOfTheText_IsLimitedBeforeParsing(int length, bool isWithoutQuotas, string? code)
    {
        string text = length == 0 ? string.Empty : Of(Get).PadRight(length);
        PolicyReadOptions? options = isWithoutQuotas ? new PolicyReadOptions { Quotas = null } : null;
        Assert.Equal(code, PolicyReader.Read(text, PolicyKind.Managed, options).Error?.Code);
    }

    [Fact]
    public void S91_QuotaOfTheHost_IsUsed()
    {
        var quotas = new PolicyQuotas
        {
            ManagedPolicySizeMax = 50,
            ResourcePolicySizeMax = 40,
            DocumentLengthMax = 400,
        };
        var options = new PolicyReadOptions { Quotas = quotas };
        Assert.Equal("LimitExceeded", PolicyReader.Read(Of(Get), PolicyKind.Managed, options).Error?.Code);
        Assert.Equal(
            "LimitExceeded",
            PolicyReader.Read(WithPrincipal("'*'"), PolicyKind.Resource, options).Error?.Code);
        Assert.Equal(
            "ValidationError",
            PolicyReader.Read(Of(Get).PadRight(401), PolicyKind.Managed, options).Error?.Code);
    }

    [Fact]
    public void S81_SizeCloseToTheQuota_IsAWarning()
    {
        PolicyFinding finding = Assert.Single(
            PolicyReader.Read(OfSize(PolicyKind.InlineUser, 2_000), PolicyKind.InlineUser).Findings);
        Assert.Equal(PolicyFindingSeverity.Warning, finding.Severity);
        Assert.Equal("POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", finding.Code);
    }

    private static string OfSize(PolicyKind kind, int size)
    {
        string members = kind switch
        {
            PolicyKind.RoleTrust => "'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sts:AssumeRole',"
                + "'Condition':{'StringEquals':{'sts:ExternalId':'/a'}}",
            PolicyKind.ResourceControl => "'Effect':'Deny','Principal':'*',"
                + "'Action':'s3:Get','Resource':'arn:aws:s3:::b/a'",
            _ => "'Effect':'Allow','Action':'s3:Get','Resource':'arn:aws:s3:::b/a'",
        };
        string text = Of(members);
        return text.Replace("/a", "/a" + new string('x', size - text.Length), StringComparison.Ordinal);
    }
}
