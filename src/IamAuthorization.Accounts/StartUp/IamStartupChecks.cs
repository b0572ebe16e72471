namespace IamAuthorization.Accounts;

/// <summary>Which start-up checks report without keeping the app from starting.</summary>
public sealed class IamStartupChecks
{
    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);

    /// <summary>Lets the app start although a check finds something; what it finds is logged as a warning.</summary>
    /// <param name="id">The check's id as its message shows it, for example <c>IAM1003</c>.</param>
    /// <returns>The same checks.</returns>
    /// <exception cref="ArgumentException">
    /// No check has the id, or it cannot be skipped; the message says which.
    /// </exception>
    public IamStartupChecks Skip(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (StartupCheckIds.Find(id) is not { } check)
        {
            string known = string.Join(
                ", ", StartupCheckIds.All.Where(known => known.WhyNotSkipped is null).Select(known => known.Id));
            throw new ArgumentException(
                $"There is no start-up check `{LogText.Of(id)}`; those that can be skipped are {known}.", nameof(id));
        }

        if (check.WhyNotSkipped is { } reason)
        {
            throw new ArgumentException(
                $"The start-up check {id} ({check.What}) cannot be skipped: {reason}.", nameof(id));
        }

        _skipped.Add(id);
        return this;
    }

    internal bool IsSkipped(string id) => _skipped.Contains(id);
}
