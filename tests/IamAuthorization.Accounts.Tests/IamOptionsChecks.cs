namespace IamAuthorization.Accounts.Tests;

public sealed class IamOptionsChecks
{
    [Fact]
    public void Options_AllRight_AreAccepted() => Assert.True(Check(_ => { }).Succeeded);

    [Theory]
    [InlineData("Service", "")]
    [InlineData("Service", "Orders")]
    [InlineData("Service", "orders\n")]
    [InlineData("Service", "iam")]
    [InlineData("Service", "aws")]
    [InlineData("Service", "sts")]
    [InlineData("Partition", "")]
    [InlineData("Partition", "AWS")]
    [InlineData("Region", "eu west")]
    [InlineData("AccountId", "")]
    [InlineData("AccountId", "12345678901")]
    [InlineData("AccountId", "1111222233334")]
    [InlineData("AccountId", "١١١١٢٢٢٢٣٣٣٣")]
    public void Option_OutOfForm_IsRefusedWithKeyAndValue(string key, string value)
    {
        Microsoft.Extensions.Options.ValidateOptionsResult result =
            Check(options => typeof(IamOptions).GetProperty(key)!.SetValue(options, value));

        Assert.True(result.Failed);
        Assert.Contains($"Iam:{key} is `{LogText.Of(value)}`: write ", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(Action<IamOptions> change)
    {
        var options = new IamOptions { Service = "orders", Region = "eu-west-1", AccountId = "111122223333" };
        change(options);
        return new IamOptionsValidator().Validate(name: null, options);
    }
}
