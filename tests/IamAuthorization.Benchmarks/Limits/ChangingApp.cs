using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Benchmarks.Suites;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>An app with a store in memory, where one policy allows or denies what is asked.</summary>
internal sealed class ChangingApp : IAsyncDisposable
{
    public const int UserCount = 1_000;
    public const int PolicyCount = 200;

    private const int PoliciesOfAUser = 5;
    private const int Statements = 4;
    private const string Account = "111122223333";

    private static readonly Arn Changed = IamArn.ManagedPolicy("aws", Account, "Policy0");
    private static readonly IamPrincipal Alice = IamPrincipal.User(IamArn.User("aws", Account, "user0"));
    private static readonly ActionName Action = ActionName.Parse("docs:GetPage");
    private static readonly IamResource Page = new(Arn.Parse($"arn:aws:docs::{Account}:page/1"));

    private readonly PolicyDocument[] _documents = [Document("Deny"), Document("Allow")];
    private readonly InMemoryIamStore _store;
    private readonly ServiceProvider _services;

    public ChangingApp()
    {
        _store = new InMemoryIamStore(
            [new IamAccount(Account), .. Enumerable.Range(0, UserCount).Select(User), .. Others(), Policy(true)]);
        var services = new ServiceCollection();
        services.AddSingleton<IIamStore>(_store);
        services.AddLogging();
        services.Configure<IamOptions>(options =>
        {
            options.Service = "docs";
            options.AccountId = Account;
        });
        services.AddIamCore();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Asks as one request does, in a scope of its own.</summary>
    public async ValueTask<bool> IsAllowedAsync()
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        return (await authorizer.AuthorizeAsync(Alice, Action, Page)).IsAllowed;
    }

    /// <summary>Puts a policy that allows, or one that denies, in the place of the one that is there.</summary>
    public async ValueTask ChangeAsync(bool isAllowed)
    {
        IIamSnapshot snapshot = await _store.GetSnapshotAsync(CancellationToken.None);
        await _store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = Account,
                Action = "iam:Test",
                Puts = [Policy(isAllowed)],
            },
            CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static PolicyDocument Document(string effect) => Documents.Read(
        $$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":"docs:Get*",
         "Resource":"arn:aws:docs::{{Account}}:page/*"}]}
        """);

    private static IamUser User(int number) => new()
    {
        Arn = IamArn.User("aws", Account, $"user{number}"),
        AttachedPolicyArns =
        [
            .. Enumerable.Range(number, PoliciesOfAUser)
                .Select(index => IamArn.ManagedPolicy("aws", Account, $"Policy{index % PolicyCount}")),
        ],
    };

    private static IEnumerable<ManagedPolicy> Others() => Enumerable.Range(1, PolicyCount - 1).Select(
        number => new ManagedPolicy
        {
            Arn = IamArn.ManagedPolicy("aws", Account, $"Policy{number}"),
            Document = Documents.Read(Documents.Text(Statements)),
        });

    private ManagedPolicy Policy(bool isAllowed) => new()
    {
        Arn = Changed,
        Document = _documents[isAllowed ? 1 : 0],
    };
}
