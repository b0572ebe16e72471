using System.Text.Json;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>The schemas that editors use accept what is read, and refuse what is a mistake in its structure.</summary>
public sealed class SchemasOfPolicyFiles
{
    private const string Doc =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:GetOrder","Resource":"*"}]}""";

    private static readonly string Samples = Path.Combine(RepositoryRoot(), "samples");

    public static TheoryData<string> Names => [.. PolicyFileSchemas.Names];

    public static TheoryData<string> SampleFiles =>
    [
        .. Directory.EnumerateFiles(Samples, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Samples, file).Replace('\\', '/'))
            .Where(file => file.Contains("/iam/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void SchemasThere_AreThoseOfAllKindsOfFile() => Assert.Equal(
        [
            "account.schema.json", "common.schema.json", "group.schema.json", "organization.schema.json",
            "policy-document.schema.json", "policy.schema.json", "role.schema.json", "user.schema.json",
        ],
        PolicyFileSchemas.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_IsOfTheDraft_AndHasATitle(string name)
    {
        using Stream schema = PolicyFileSchemas.Open(name);
        using JsonDocument json = JsonDocument.Parse(schema);

        Assert.Equal(
            "https://json-schema.org/draft/2020-12/schema", json.RootElement.GetProperty("$schema").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("title").GetString()!);
    }

    [Fact]
    public void UnknownName_IsRefused() =>
        Assert.Throws<ArgumentException>(() => PolicyFileSchemas.Open("../user.schema.json"));

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void FileOfASample_FitsItsSchema(string file) => Assert.Null(JsonSchema.ProblemOf(
        SchemaOf(file), File.ReadAllText(Path.Combine(Samples, file))));

    [Fact]
    public void FilesOfTheDocumentation_FitTheirSchemas()
    {
        foreach ((string path, string content) in DocumentedPolicyFiles.Examples())
        {
            Assert.True(
                JsonSchema.ProblemOf(SchemaOf(path), content) is null,
                $"{path}: {JsonSchema.ProblemOf(SchemaOf(path), content)}");
        }
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "user", """[]""" },
        { "user", """{"UserNam":"alice"}""" },
        { "user", """{"username":"alice"}""" },
        { "user", """{"UserName":"al ice"}""" },
        { "user", """{"UserName":1}""" },
        { "user", """{"Path":"shop"}""" },
        { "user", """{"UserId":"AROAEXAMPLEALICE12345"}""" },
        { "user", """{"UserId":"AIDA1"}""" },
        { "user", """{"CreateDate":"2026-01-05"}""" },
        { "user", """{"CreateDate":"2026-01-05T08:00:00"}""" },
        { "user", """{"GroupList":"Sales"}""" },
        { "user", """{"Tags":{"team":"red"}}""" },
        { "user", """{"Tags":[{"Key":"team"}]}""" },
        { "user", """{"Tags":[{"Key":"","Value":""}]}""" },
        { "user", """{"AttachedManagedPolicies":["arn:aws:iam::111122223333:policy/p"]}""" },
        { "user", """{"AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::111122223333:user/p"}]}""" },
        { "user", """{"PermissionsBoundary":"arn:aws:iam::111122223333:policy/p"}""" },
        { "user", """{"UserPolicyList":[{"PolicyName":"p"}]}""" },
        { "user", """{"UserPolicyList":[{"PolicyName":"p","PolicyDocument":"{}"}]}""" },
        { "user", """{"UserPolicyList":[{"PolicyName":"p","PolicyDocument":{}}]}""" },
        { "user", """{"GroupPolicyList":[]}""" },
        { "group", """{"Tags":[]}""" },
        { "role", """{}""" },
        { "role", $$$"""{"AssumeRolePolicyDocument":{{{Doc}}},"MaxSessionDuration":3599}""" },
        { "role", $$$"""{"AssumeRolePolicyDocument":{{{Doc}}},"MaxSessionDuration":43201}""" },
        { "role", $$$"""{"AssumeRolePolicyDocument":{{{Doc}}},"MaxSessionDuration":3600.5}""" },
        { "policy", """{}""" },
        { "policy", $$$"""{"PolicyDocument":{{{Doc}}},"PolicyVersionList":[{"Document":{{{Doc}}}}]}""" },
        { "policy", $$$"""{"PolicyVersionList":[]}""" },
        { "policy", $$$"""{"PolicyVersionList":[{"VersionId":"1","Document":{{{Doc}}}}]}""" },
        { "policy", $$$"""{"PolicyVersionList":[{"VersionId":"v0","Document":{{{Doc}}}}]}""" },
        { "policy", """{"PolicyDocument":{"Statement":[]}}""" },
        { "policy", """{"PolicyDocument":{"Statement":{"Effect":"allow","Action":"a:b","Resource":"*"}}}""" },
        { "policy", """{"PolicyDocument":{"Statement":{"Effect":"Allow","Actions":"a:b","Resource":"*"}}}""" },
        { "policy", """{"PolicyDocument":{"Version":"2012-10-18","Statement":{"Effect":"Allow"}}}""" },
        { "policy", """{"PolicyDocument":{"Statement":{"Effect":"Allow","Condition":{"Bool":true}}}}""" },
        { "policy", """{"PolicyDocument":{"Statement":{"Effect":"Allow","Principal":"everyone"}}}""" },
        { "account", """{"AccountAlias":"Shop"}""" },
        { "account", """{"AccountAlias":"a--b"}""" },
        { "account", """{"PasswordPolicy":{"MinimumPasswordLength":5}}""" },
        { "account", """{"PasswordPolicy":{"MinimumLength":8}}""" },
        { "account", """{"ResourcePolicies":[{"ResourceArn":"order/1"}]}""" },
        { "organization", """{"Id":"o-1","ManagementAccountId":"111122223333"}""" },
        { "organization", """{"Id":"1","ManagementAccountId":"111122223333","Root":{"Id":"r-1"}}""" },
        { "organization", """{"Id":"o-1","ManagementAccountId":"1","Root":{"Id":"r-1"}}""" },
        { "organization", """{"Id":"o-1","ManagementAccountId":"111122223333","Root":{"Id":"r-1","Units":[]}}""" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WrongFile_FitsNoSchema_AndIsNotReadEither(string schema, string content)
    {
        string path = schema switch
        {
            "account" => "111122223333/account.json",
            "organization" => "organization.json",
            "policy" => "111122223333/policies/p.json",
            _ => $"111122223333/{schema}s/alice.json",
        };
        using PolicyFolder folder = new PolicyFolder().Write(path, content);

        Assert.NotNull(JsonSchema.ProblemOf($"{schema}.schema.json", content));
        Assert.NotEmpty(await folder.FindingsAsync());
    }

    [Theory]
    [InlineData("users/a.json", "{{S}}}")]
    [InlineData("groups/a.json", "{{S}}}")]
    [InlineData("account.json", "{{S}}}")]
    [InlineData("policies/a.json", "{{S}},\"PolicyDocument\":{{D}}}")]
    public async Task SchemaNamedInAFile_IsAccepted(string path, string content)
    {
        using PolicyFolder folder = new PolicyFolder().Write(
            $"111122223333/{path}",
            content.Replace("{{S}}", "{\"$schema\":\"../../schemas/user.schema.json\"").Replace("{{D}}", Doc));

        Assert.Empty(await folder.FindingsAsync());
    }

    [Theory]
    [InlineData("{\"$schema\":1}", "`$schema` is a number")]
    [InlineData("{\"Tags\":[{\"$schema\":\"x\",\"Key\":\"a\",\"Value\":\"b\"}]}", "`$schema` is unknown here")]
    public async Task SchemaThatIsNoText_OrElsewhere_IsRefused(string content, string expected)
    {
        using PolicyFolder folder = new PolicyFolder().Write("111122223333/users/a.json", content);

        Assert.Contains(expected, Assert.Single(await folder.FindingsAsync()), StringComparison.Ordinal);
    }

    private static string SchemaOf(string path) => path.Split('/') switch
    {
        [.., "account.json"] => "account.schema.json",
        [.., "organization.json"] => "organization.schema.json",
        [.., "users", _] => "user.schema.json",
        [.., "groups", _] => "group.schema.json",
        [.., "roles", _] => "role.schema.json",
        [.., "policies", _] => "policy.schema.json",
        _ => throw new InvalidOperationException($"{path} is no policy file."),
    };

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "samples")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
