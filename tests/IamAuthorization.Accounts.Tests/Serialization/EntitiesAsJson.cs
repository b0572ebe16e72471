using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.Serialization;

/// <summary>What is written of an entity reads back as it was, or not at all.</summary>
[Trait("Property", "entities")]
public sealed class EntitiesAsJson
{
    private const int CountDefault = 400;

    public static TheoryData<string> Types => [.. AnyEntity.Types.Select(type => type.Name)];

    [Fact]
    public void EveryKind_HasItsType()
    {
        var any = new AnyEntity(new Random(1));

        Assert.Equal(
            Enum.GetValues<IamEntityKind>().Order(),
            AnyEntity.Types.Select(type => any.Next(type).Key.Kind).Order());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMemberThatCanBeSet_ReadsBack(string type)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            IamEntity entity = new AnyEntity(new Random(seed), isWhole: true).Next(TypeOf(type));

            Assert.Equal(entity, EntityJson.Read(entity.Key, EntityJson.Write(entity)));
        }
    }

    [Fact]
    public Task RandomEntities_ReadBackAsTheyWere() => RandomRuns.HoldAsync(CountDefault, random =>
    {
        IamEntity entity = new AnyEntity(random).Next();
        string text = EntityJson.Write(entity);

        IamEntity read = EntityJson.Read(entity.Key, text);

        Assert.Equal(entity, read);
        Assert.Equal(text, EntityJson.Write(read));
    });

    /// <summary>Records compare every member, so what equality sees must be in the text.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMemberThatCanBeSet_ChangesTheText(string type)
    {
        foreach (PropertyInfo member in AnyEntity.Members(TypeOf(type)))
        {
            IamEntity entity = new AnyEntity(new Random(1), isWhole: true).Next(TypeOf(type));
            string before = EntityJson.Write(entity);

            member.SetValue(entity, OtherValue(member, TypeOf(type)));

            Assert.True(before != EntityJson.Write(entity), member.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    [Trait("Threat", "L2")]
    public void Secrets_AreInTheTextOfTheStore_AndInNoOther(string type)
    {
        IamEntity entity = new AnyEntity(new Random(1), isWhole: true).Next(TypeOf(type));
        var secrets = new List<string>();
        foreach (PropertyInfo member in AnyEntity.Members(TypeOf(type)).Where(IsSecret))
        {
            string canary = $"CANARY{member.Name}";
            member.SetValue(entity, member.PropertyType == typeof(string) ? canary : (ValueList<string>)[canary]);
            secrets.Add(canary);
        }

        string withSecrets = EntityJson.Write(entity);
        string without = EntityJson.WriteWithoutSecrets(entity);

        Assert.All(secrets, secret => Assert.Contains(secret, withSecrets, StringComparison.Ordinal));
        Assert.DoesNotContain("CANARY", without, StringComparison.Ordinal);
        Assert.Equal(secrets.Count == 0, withSecrets == without);
        Assert.Equal(
            type is nameof(AccessKey) or nameof(LoginProfile) or nameof(MfaDevice), secrets.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void UnknownMember_InAnyObject_IsRefused(string type)
    {
        IamEntity entity = new AnyEntity(new Random(1), isWhole: true).Next(TypeOf(type));
        string text = EntityJson.Write(entity);
        int objects = ObjectsOf(JsonNode.Parse(text)!).Count();

        for (int i = 0; i < objects; i++)
        {
            JsonNode changed = JsonNode.Parse(text)!;
            ObjectsOf(changed).ElementAt(i)["later"] = true;

            UnreadablePolicyException problem = Assert.Throws<UnreadablePolicyException>(
                () => EntityJson.Read(entity.Key, changed.ToJsonString()));
            Assert.Contains("the member `later` is not known", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void MemberThatIsThereTwice_IsRefused(string type)
    {
        IamEntity entity = new AnyEntity(new Random(1), isWhole: true).Next(TypeOf(type));
        string text = EntityJson.Write(entity);
        JsonProperty first = JsonDocument.Parse(text).RootElement.EnumerateObject().First();

        Assert.Throws<UnreadablePolicyException>(() => EntityJson.Read(
            entity.Key, $"{{\"{first.Name}\":{first.Value.GetRawText()},{text[1..]}"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TextOfAnotherEntity_IsRefused(string type)
    {
        var any = new AnyEntity(new Random(1), isWhole: true);
        IamEntity entity = any.Next(TypeOf(type));
        IamEntityKey other = IamEntityKey.Restore(entity.Key.Kind, entity.Key.AccountId, $"{entity.Key.Name}x");

        Assert.Throws<UnreadablePolicyException>(() => EntityJson.Read(other, EntityJson.Write(entity)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("{\"arn\":null}")]
    [InlineData("{\"arn\":1}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\",\"groups\":[null]}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\",\"groups\":{}}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\",\"created\":\"yesterday\"}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\",\"attached\":[\"x\"]}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\",\"id\":\"\\ud800\"}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\"} {}")]
    [InlineData("{\"arn\":\"arn:aws:iam::111122223333:user/alice\",\"inline\":[{\"name\":\"p\",\"document\":\"{}\"}]}")]
    public void WhatIsNoUser_IsRefused(string text) =>
        Assert.Throws<UnreadablePolicyException>(
            () => EntityJson.Read(IamEntityKey.User(Sample.Account, "alice"), text));

    [Fact]
    public void KindThatIsNotKnown_IsRefused() => Assert.Throws<UnreadablePolicyException>(
        () => EntityJson.Read(IamEntityKey.Restore((IamEntityKind)99, string.Empty, "x"), "{}"));

    [Fact]
    public Task CutText_IsRefused() => RandomRuns.HoldAsync(CountDefault, random =>
    {
        IamEntity entity = new AnyEntity(random).Next();
        string text = EntityJson.Write(entity);

        Assert.Throws<UnreadablePolicyException>(() => EntityJson.Read(entity.Key, text[..random.Next(text.Length)]));
    });

    [Fact]
    public Task DamagedText_IsRefused_OrIsAnEntityOfThatKey() => RandomRuns.HoldAsync(CountDefault, random =>
    {
        IamEntity entity = new AnyEntity(random).Next();
        char[] text = EntityJson.Write(entity).ToCharArray();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            text[random.Next(text.Length)] = "0159\"\\{}[],:-eatE \u0000é\ud800"[random.Next(20)];
        }

        Exception? problem = Record.Exception(
            () => Assert.Equal(entity.Key, EntityJson.Read(entity.Key, new string(text)).Key));

        Assert.True(problem is null or UnreadablePolicyException, $"{new string(text)}: {problem}");
    });

    [Theory]
    [InlineData("defaultVersion")]
    [InlineData("lastVersion")]
    public void NumberThatIsTooLarge_IsRefused_NotCut(string member)
    {
        ManagedPolicy policy = Sample.Policy("p") with { DefaultVersion = 1, LastVersion = 1 };
        string text = EntityJson.Write(policy)
            .Replace($"\"{member}\":1", $"\"{member}\":4294967297", StringComparison.Ordinal);

        Assert.Contains("4294967297", text, StringComparison.Ordinal);
        Assert.Throws<UnreadablePolicyException>(() => EntityJson.Read(policy.Key, text));
    }

    [Fact]
    public void Document_IsKeptAsItWasWritten()
    {
        const string Text = """{ "Version":"2012-10-17", "Statement" : {"Action":["a:b"],"Resource":"*","Effect":"Allow"}}""";
        ManagedPolicy policy = Sample.Policy("p") with { Document = Sample.Document(Text) };

        var read = (ManagedPolicy)EntityJson.Read(policy.Key, EntityJson.Write(policy));

        Assert.Equal(Text, read.Document.Text);
    }

    private static Type TypeOf(string name) => AnyEntity.Types.Single(type => type.Name == name);

    private static bool IsSecret(PropertyInfo member) =>
        member.Name.StartsWith("Protected", StringComparison.Ordinal)
        || member.Name.Contains("Hash", StringComparison.Ordinal);

    private static object? OtherValue(PropertyInfo member, Type type)
    {
        if (member.Name.EndsWith("AccountId", StringComparison.Ordinal))
        {
            return "444455556666";
        }

        IamEntity first = new AnyEntity(new Random(1), isWhole: true).Next(type);
        return Enumerable.Range(2, 100)
            .Select(seed => member.GetValue(new AnyEntity(new Random(seed), isWhole: seed % 2 == 0).Next(type)))
            .First(value => !Equals(value, member.GetValue(first)));
    }

    private static IEnumerable<JsonObject> ObjectsOf(JsonNode node) => node switch
    {
        JsonObject one => one.Select(member => member.Value!).SelectMany(ObjectsOf).Prepend(one),
        JsonArray many => many.SelectMany(item => ObjectsOf(item!)),
        _ => [],
    };
}
