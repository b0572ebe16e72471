using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.Architecture;

/// <summary>
/// A compiled web program that runs in this process on a free port of the loopback address. The host announces itself
/// through the diagnostic events that test hosts use, so that the program needs to know nothing of being tested.
/// </summary>
internal sealed class RunningProgram
    : IAsyncDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AsyncLocal<bool> _isMine = new();
    private readonly List<IDisposable> _subscriptions = [];
    private Task _run = Task.CompletedTask;

    private RunningProgram()
    {
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<RunningProgram> StartAsync(byte[] assembly, string contentRoot)
    {
        var program = new RunningProgram();
        program._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(program));
        MethodInfo main = Assembly.Load(assembly).EntryPoint!;
        string[] arguments =
        [
            "--urls", "http://127.0.0.1:0", "--contentRoot", contentRoot, "--Logging:LogLevel:Default", "Warning",
        ];
        program._run = Task.Factory.StartNew(
            () =>
            {
                program._isMine.Value = true;
                object? result = main.Invoke(null, main.GetParameters().Length == 0 ? [] : [arguments]);
                return result as Task ?? Task.CompletedTask;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();

        IHost host = await program.OrFailureAsync(program._host.Task);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await program.OrFailureAsync(started.Task);
        string address = host.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        program.Address = new Uri(address);
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        IHost host = await _host.Task;
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _run;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_isMine.Value && value is { Key: "HostBuilt", Value: IHost host })
        {
            _host.TrySetResult(host);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error) => _host.TrySetException(error);

    private async Task OrFailureAsync(Task awaited)
    {
        Task first = await Task.WhenAny(awaited, _run).WaitAsync(StartTimeMax);
        await first;
        Assert.True(first == awaited, "The program ended before it listened.");
    }

    private async Task<T> OrFailureAsync<T>(Task<T> awaited)
    {
        await OrFailureAsync((Task)awaited);
        return await awaited;
    }
}
