using Microsoft.Extensions.Primitives;

namespace IamAuthorization.Accounts;

/// <summary>Reloads once the files have been quiet for a while after a change.</summary>
internal sealed class PolicyFileWatcher : IDisposable
{
    private readonly ITimer _quiet;
    private readonly IDisposable _registration;

    public PolicyFileWatcher(Func<IChangeToken> watch, TimeSpan delay, TimeProvider clock, Func<Task> reload)
    {
        _quiet = clock.CreateTimer(
            static state => _ = ((Func<Task>)state!)(), reload, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = ChangeToken.OnChange(watch, () => _quiet.Change(delay, Timeout.InfiniteTimeSpan));
    }

    public void Dispose()
    {
        _registration.Dispose();
        _quiet.Dispose();
    }
}
