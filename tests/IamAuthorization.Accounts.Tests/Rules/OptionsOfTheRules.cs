namespace IamAuthorization.Accounts.Tests;

/// <summary>Options out of range are named before anything starts.</summary>
public sealed class OptionsOfTheRules
{
    [Fact]
    public void EveryQuota_BelowOne_IsRefusedByName()
    {
        foreach (var quota in typeof(IamQuotas).GetProperties())
        {
            var quotas = new IamQuotas();
            Assert.True(new IamQuotasValidator().Validate(null, quotas).Succeeded);

            quota.SetValue(quotas, 0);

            Assert.Equal(
                [$"Quotas:{quota.Name} is `0`: write 1 or more."],
                new IamQuotasValidator().Validate(null, quotas).Failures!);
        }
    }

    [Theory]
    [InlineData("Reports", "{}", "BuiltInPolicies: `Reports` (1,1) ")]
    [InlineData("a b", Documents.AllowAll, "BuiltInPolicies has `a b`: a policy name has ")]
    [InlineData("//Reports", Documents.AllowAll, "BuiltInPolicies has `//Reports`: the path of a managed policy ")]
    public void ShippedPolicy_ThatIsNone_IsRefusedByName(string name, string text, string message)
    {
        var options = new BuiltInPolicyOptions();
        options.Policies[name] = text;

        Assert.StartsWith(
            message,
            new BuiltInPolicyOptionsValidator().Validate(null, options).Failures!.First(),
            StringComparison.Ordinal);
    }
}
