namespace IamAuthorization.Accounts;

/// <summary>A start-up check as the catalogue has it.</summary>
/// <param name="Id">The id.</param>
/// <param name="What">What it finds.</param>
/// <param name="WhyNotSkipped">Why it cannot be skipped, or <see langword="null"/> when it can.</param>
internal sealed record StartupCheck(string Id, string What, string? WhyNotSkipped = null)
{
    /// <summary>How an app starts nevertheless, or <see langword="null"/>.</summary>
    public string? OptOut => WhyNotSkipped is null ? $"o.StartupChecks.Skip(\"{Id}\") in AddIamAuthorization" : null;
}
