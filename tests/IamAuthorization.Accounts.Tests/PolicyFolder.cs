using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Accounts.Tests;

/// <summary>A folder of policy files of one test, and an app that reads it.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("iam-files-");

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public FakeTimeProvider Clock { get; } = new();

    public string Path => _root.FullName;

    public PolicyFolder Write(string path, string content)
    {
        WriteBytes(path, System.Text.Encoding.UTF8.GetBytes(content));
        return this;
    }

    public PolicyFolder WriteBytes(string path, byte[] content)
    {
        string full = System.IO.Path.Combine(_root.FullName, "iam", path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public ServiceProvider Build(
        Action<PolicyFileOptions>? configure = null,
        TimeProvider? clock = null,
        Action<IServiceCollection>? add = null,
        IIamStore? store = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? Clock);
        services.AddSingleton<IHostEnvironment>(new Environment(_root.FullName));
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)));
        services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = "111122223333";
        });
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        new IamBuilder(services).AddPolicyFiles("iam/", options =>
        {
            options.ReloadOnChange = false;
            configure?.Invoke(options);
        });
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }

    public void Delete(string path) => File.Delete(System.IO.Path.Combine(_root.FullName, "iam", path));

    public async Task<string[]> FindingsAsync()
    {
        await using ServiceProvider services = Build();
        PolicyFileReport report = await services.GetRequiredService<IPolicyFiles>().ReloadAsync();
        return [.. report.Findings.Select(finding => finding.ToString())];
    }

    public void Dispose() => _root.Delete(recursive: true);

    private sealed class Environment(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = root;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } =
            new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
