using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

public sealed class RecordsOfDenials
{
    [Fact]
    public async Task Denial_IsFoundByItsId_WithTheInputsOfItsTime()
    {
        var context = new ChangingContext("us");
        await using var world = new World(User("alice") with
        {
            InlinePolicies = [new Accounts.NamedPolicy("p", AllowIf("""{"StringEquals":{"orders:Region":"eu"}}"""))],
        });
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IamDecision denial = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>()
            .AuthorizeAsync(Alice(), GetOrder, Order, context);
        IamDecisionRecord recorded = scope.ServiceProvider.GetRequiredService<IIamDecisionRecorder>().Record(in denial);
        context.Value = "eu";
        await world.CommitAsync(User("alice", "*"));

        IamDecisionRecord found = world.Services.GetRequiredService<IIamDecisionLog>().Find(recorded.Id)!;

        Assert.Same(recorded, found);
        Assert.Equal(0, found.Revision);
        Assert.Equal(world.Clock.GetUtcNow(), found.Time);
        Assert.Equal(PolicyType.IdentityBased, found.Explain()!.Decision.DecidedBy);
        Assert.False(found.Explain()!.Decision.IsAllowed);
    }

    [Fact]
    public async Task SameDenial_HasOneRecord_AndIdsFitInUrls()
    {
        await using var world = new World(User("alice"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamDecisionRecorder recorder = scope.ServiceProvider.GetRequiredService<IIamDecisionRecorder>();
        IamDecision denial = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>()
            .AuthorizeAsync(Alice(), GetOrder, Order);

        Assert.Same(recorder.Record(in denial), recorder.Record(in denial));
        string id = recorder.Record(in denial).Id;
        Assert.Equal(16, id.Length);
        Assert.Equal(Uri.EscapeDataString(id), id);
    }

    [Fact]
    public async Task Allow_IsNotRecorded()
    {
        await using var world = new World(User("alice", "*"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IamDecision allow = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>()
            .AuthorizeAsync(Alice(), GetOrder, Order);

        Assert.Throws<ArgumentException>(() =>
            scope.ServiceProvider.GetRequiredService<IIamDecisionRecorder>().Record(in allow));
    }

    [Fact]
    public async Task UndecidedDenial_HasARecord_WithoutExplanation()
    {
        await using var world = new World();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IamDecision denial = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>()
            .AuthorizeAsync(Alice(), GetOrder, Order);

        IamDecisionRecord record = scope.ServiceProvider.GetRequiredService<IIamDecisionRecorder>().Record(in denial);

        Assert.Null(record.Explain());
        Assert.Equal("there is no such principal", record.Decision.Failure);
    }

    [Fact]
    public void Ring_KeepsTheLatest()
    {
        var ring = new RingDecisionLog(Options.Create(new IamAuthorizerOptions { DecisionLogLength = 3 }));
        IamDecisionRecord[] records =
            [.. Enumerable.Range(0, 5).Select(_ => new IamDecisionRecord(default, default, 0, inputs: null))];

        Array.ForEach(records, ring.Add);

        Assert.Equal(
            [false, false, true, true, true], records.Select(record => ring.Find(record.Id) is not null));
    }

    [Theory]
    [InlineData("CachedPrincipalsMax", 0)]
    [InlineData("CachedPrincipalsMax", IamAuthorizerOptions.EntriesMax + 1)]
    [InlineData("DecisionLogLength", 0)]
    public void Option_OutOfRange_IsRefused(string key, int value)
    {
        var options = new IamAuthorizerOptions();
        typeof(IamAuthorizerOptions).GetProperty(key)!.SetValue(options, value);

        ValidateOptionsResult result = new IamAuthorizerOptionsValidator().Validate(name: null, options);

        Assert.Contains(
            $"Iam:Authorizer:{key} is {value}: write 1 to ", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Threat", "L1")]
    public async Task L1_HostileName_IsOneEvent_WithItsFieldsIntact()
    {
        const string Hostile = "evil.example.com\r\n\u001b[31mfake: allowed {Action}";
        await using var world = new World();
        world.Store.FailingCall = "GetSnapshotAsync";
        world.Store.Fault = Fault.Throw;

        await world.AskAsync(IamPrincipal.Service(Hostile));

        Microsoft.Extensions.Logging.Testing.FakeLogRecord record = Assert.Single(world.Logs.GetSnapshot());
        Assert.Equal("orders:GetOrder", record.GetStructuredStateValue("Action"));
        Assert.DoesNotContain(record.Message, char.IsControl);
    }

    private sealed class ChangingContext(string value) : RequestContext
    {
        public string Value { get; set; } = value;

        public override ContextValue Get(ConditionKey key) =>
            key.Equals(ConditionKey.Of("orders:Region")) ? ContextValue.Of(Value) : ContextValue.NotSupplied;
    }
}
