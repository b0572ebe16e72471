using System.Collections.Immutable;
using System.Reflection;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests.Keys;

/// <summary>C1: no question is answered from the answer, or the policies, of another.</summary>
[Trait("Threat", "C1")]
public sealed class QuestionsThatDiffer
{
    private const int QuestionsPerCase = 16;

    /// <summary>
    /// The policies ask for some inputs. Questions in which any of those have another value are denied, all others
    /// allowed, in whatever order they are put, in one scope and in others.
    /// </summary>
    [Fact]
    public async Task C1_AnyInputsChange_AnswersAreThoseOfTheQuestion_InEveryOrder() =>
        await RandomRuns.HoldAsync(200, TryAsync, worth: 10);

    public static TheoryData<string, bool> Inputs
    {
        get
        {
            var inputs = new TheoryData<string, bool>();
            foreach (QuestionInput input in QuestionInput.All)
            {
                inputs.Add(input.Name, true);
                if (!input.IsOfRoles)
                {
                    inputs.Add(input.Name, false);
                }
            }

            return inputs;
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task C1_OneInputChanges_OfWhichThePoliciesAsk_IsDenied_AndTheFirstStaysAllowed(
        string input, bool isRole)
    {
        await using World world = WorldThatAsksFor([input], isRole);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        var draw = new QuestionDraw(new Random(1), isRole);

        Assert.True(await AskAsync(scope, draw, []));
        Assert.False(await AskAsync(scope, draw, [input]));
        Assert.True(await AskAsync(scope, draw, []));
    }

    /// <summary>What the evaluator is given beside the policies, and the members of a question it is made of.</summary>
    public static TheoryData<string, string[]> Requested => new()
    {
        { nameof(AuthorizationRequest.Principal), [nameof(Question.Principal)] },
        { nameof(AuthorizationRequest.Action), [nameof(Question.Action)] },
        { nameof(AuthorizationRequest.Resource), [nameof(Question.Resource)] },
        {
            nameof(AuthorizationRequest.Context),
            [nameof(Question.Context), nameof(Question.Tags), nameof(Question.RoleTagOverlay)]
        },
        { nameof(AuthorizationRequest.ResourceAccountId), [nameof(Question.OwnerAccountId)] },
        { nameof(AuthorizationRequest.RequiresResourcePolicyGrant), [nameof(Question.DelegatesTrust)] },
    };

    [Fact]
    public void C1_InputsOfTheEvaluator_AreTheMembersOfTheKey()
    {
        string[] key = [.. typeof(Question).GetConstructors()[0].GetParameters().Select(one => one.Name!)];
        IEnumerable<string> asked = typeof(IamResource)
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(property => property.Name);

        Assert.Equal(
            typeof(AuthorizationRequest).GetProperties().Select(property => property.Name).Order(),
            Requested.Select(row => row.Data.Item1).Order());
        Assert.Equal(key.Order(), Requested.SelectMany(row => row.Data.Item2).Order());
        Assert.Empty(asked.Except(key).Except([nameof(IamResource.Arn)]));
    }

    [Fact]
    public void C1_QuestionsThatDifferInOneMember_AreNotTheSame()
    {
        Question question = Sample(Alice());
        Question[] others =
        [
            question with { Principal = Alice() },
            question with { Action = ActionName.Parse("orders:Refund") },
            question with { Resource = Arn.Parse($"arn:aws:orders::{Home}:order/2") },
            question with { OwnerAccountId = Other },
            question with { Tags = null },
            question with { RoleTagOverlay = ImmutableDictionary<string, string>.Empty.Add("team", "red") },
            question with { DelegatesTrust = true },
            question with { Context = Context(("orders:Region", "eu")) },
        ];

        Assert.Equal(typeof(Question).GetConstructors()[0].GetParameters().Length, others.Length);
        Assert.All(others, other => Assert.NotEqual(question, other));
        Assert.Equal(question, Sample(question.Principal) with { Tags = question.Tags, Context = question.Context });
    }

    /// <summary>INVARIANT: a key holds these by reference, so all that is in them is in the key.</summary>
    [Theory]
    [InlineData(typeof(IamPrincipal))]
    [InlineData(typeof(IamSession))]
    [InlineData(typeof(RequestContext))]
    [InlineData(typeof(ContextValues))]
    [InlineData(typeof(ImmutableDictionary<string, string>))]
    public void C1_WhatAKeyHoldsByReference_HasNoEqualityOfItsOwn(Type type) =>
        Assert.Equal(typeof(object), type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType);

    /// <summary>Documents of which each differs from the first in one thing.</summary>
    public static TheoryData<string> Documents =>
    [
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"}]}""",
        """{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Id":"i","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"a:b","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"a:b","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","NotResource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:c","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"arn:aws:a:::b"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Sid":"s","Effect":"Allow","Action":"a:b","Resource":"*"}]}""",
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*",
         "Condition":{"StringEquals":{"a:k":"v"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*",
         "Condition":{"StringEquals":{"a:k":"w"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*",
         "Condition":{"StringNotEquals":{"a:k":"v"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*",
         "Condition":{"StringEqualsIfExists":{"a:k":"v"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*",
         "Condition":{"StringEquals":{"a:l":"v"}}}]}
        """,
    ];

    [Fact]
    public async Task C1_DocumentsThatDifferInOneThing_AreCompiledApart()
    {
        await using var world = new World();
        SharedSets shared = world.Services.GetRequiredService<SharedSets>();
        var reading = new PolicyReadOptions { Gate = PolicyGate.Stored };

        CompiledPolicy[] compiled =
        [
            .. Documents.Select(row => shared.Compile(
                "p", PolicyDocument.Parse(row.Data, PolicyKind.InlineUser, reading))),
            shared.Compile("q", PolicyDocument.Parse(Documents.First().Data, PolicyKind.InlineUser, reading)),
        ];

        Assert.Equal(compiled.Length, compiled.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    private static async Task TryAsync(Random random)
    {
        bool isRole = random.Next(2) == 0;
        string[] inputs = [.. Inputs.Where(row => row.Data.Item2 == isRole).Select(row => row.Data.Item1)];
        string[] asked = [.. inputs.Where(_ => random.Next(4) == 0)];
        await using World world = WorldThatAsksFor(asked, isRole);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        var draw = new QuestionDraw(random, isRole);
        ImmutableHashSet<string> bearing =
            [.. asked, .. QuestionInput.All.Where(input => input.Condition is null).Select(input => input.Name)];
        bearing = bearing.Except(new[] { QuestionInput.Action, QuestionInput.Resource }.Except(asked));
        for (int i = 0; i < QuestionsPerCase; i++)
        {
            ImmutableHashSet<string> others = [.. random.GetItems(inputs, random.Next(3))];

            // WHY: without MFA nothing has its age.
            ImmutableHashSet<string> seen =
                others.Contains(QuestionInput.Mfa) ? others.Remove(QuestionInput.MfaAge) : others;
            bool isAllowed = !bearing.Overlaps(seen);
            await using AsyncServiceScope another = world.Services.CreateAsyncScope();

            Assert.True(
                await AskAsync(random.Next(4) == 0 ? another : scope, draw, others) == isAllowed,
                $"asked for {string.Join(", ", asked)}; other are {string.Join(", ", others)}");
        }
    }

    private static async Task<bool> AskAsync(
        AsyncServiceScope scope, QuestionDraw draw, ImmutableHashSet<string> others)
    {
        IamDecision decision = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>().AuthorizeAsync(
            draw.Principal(others), QuestionDraw.Action(others), draw.Resource(others), draw.Context(others));
        return decision.IsAllowed;
    }

    private static World WorldThatAsksFor(string[] inputs, bool isRole)
    {
        IEnumerable<string> conditions = QuestionInput.All
            .Where(input => inputs.Contains(input.Name))
            .Select(input => input.Condition)
            .OfType<(string Operator, string Key, string Value)>()
            .GroupBy(condition => condition.Operator, condition => $"\"{condition.Key}\":\"{condition.Value}\"")
            .Select(group => $"\"{group.Key}\":{{{string.Join(',', group)}}}");
        string action = inputs.Contains(QuestionInput.Action) ? "orders:GetOrder" : "orders:*";
        string resource = inputs.Contains(QuestionInput.Resource) ? Order.ToString() : "*";
        NamedPolicy policy = new("p", Identity(
            $$"""
            {"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}",
             "Condition":{ {{string.Join(',', conditions)}} } }
            """));
        return new World(
        [
            Holder("first", isRole, policy),
            Holder("other", isRole, policy),
            new ManagedPolicy { Arn = PolicyArn("AllowAll"), Document = Allow("*") },
            new ManagedPolicy { Arn = PolicyArn("DenyAll"), Document = Deny("*") },
        ]);
    }

    private static IamEntity Holder(string name, bool isRole, NamedPolicy policy) => isRole
        ? new IamRole
        {
            Arn = RoleArn(name),
            UniqueId = QuestionDraw.IdOf(name, isRole),
            TrustPolicy = Document(
                $$"""{"Effect":"Allow","Principal":{"AWS":"{{Home}}"},"Action":"sts:AssumeRole"}""",
                PolicyKind.RoleTrust),
            InlinePolicies = [policy],
        }
        : new IamUser
        {
            Arn = UserArn(name),
            UniqueId = QuestionDraw.IdOf(name, isRole),
            InlinePolicies = [policy],
        };

    private static Question Sample(IamPrincipal principal) => new(
        principal,
        GetOrder,
        Order,
        OwnerAccountId: Home,
        Tags: ImmutableDictionary<string, string>.Empty.Add("team", "red"),
        RoleTagOverlay: null,
        DelegatesTrust: false,
        Context(("orders:Region", "eu")));
}
