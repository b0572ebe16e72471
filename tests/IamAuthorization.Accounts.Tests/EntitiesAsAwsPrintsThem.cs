using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What <c>aws iam get-account-authorization-details</c> prints of an entity is a policy file.</summary>
public sealed class EntitiesAsAwsPrintsThem
{
    private const string Account = "111122223333";

    private const string Doc =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:GetOrder","Resource":"*"}]}""";

    private const string Trust =
        """
        {"Version":"2012-10-17",
         "Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
        """;

    public static TheoryData<string, string> Printed => new()
    {
        {
            "users/alice.json",
            """
            {"Path":"/shop/","UserName":"alice","UserId":"AIDAEXAMPLEEXAMPLE123",
             "Arn":"arn:aws:iam::111122223333:user/shop/alice","CreateDate":"2026-01-05T08:00:00+00:00",
             "PasswordLastUsed":"2026-02-05T08:00:00+00:00","GroupList":[],"AttachedManagedPolicies":[],
             "PermissionsBoundary":{"PermissionsBoundaryType":"Policy",
               "PermissionsBoundaryArn":"arn:aws:iam::111122223333:policy/Boundary"},"Tags":[]}
            """
        },
        {
            "groups/Sales.json",
            """
            {"Path":"/","GroupName":"Sales","GroupId":"AGPAEXAMPLEEXAMPLE123",
             "Arn":"arn:aws:iam::111122223333:group/Sales","CreateDate":"2026-01-05T08:00:00+00:00",
             "GroupPolicyList":[],"AttachedManagedPolicies":[]}
            """
        },
        {
            "roles/Worker.json",
            $$$"""
            {"Path":"/","RoleName":"Worker","RoleId":"AROAEXAMPLEEXAMPLE123",
             "Arn":"arn:aws:iam::111122223333:role/Worker","CreateDate":"2026-01-05T08:00:00+00:00",
             "AssumeRolePolicyDocument":{{{Trust}}},"Description":"works","MaxSessionDuration":3600,
             "InstanceProfileList":[{"InstanceProfileName":"Worker","Roles":[{"RoleName":"Worker"}]}],
             "RolePolicyList":[],"AttachedManagedPolicies":[],"Tags":[],
             "RoleLastUsed":{"LastUsedDate":"2026-02-05T08:00:00+00:00","Region":"eu-west-1"}}
            """
        },
        {
            "policies/Read.json",
            $$$"""
            {"PolicyName":"Read","PolicyId":"ANPAEXAMPLEEXAMPLE123","Arn":"arn:aws:iam::111122223333:policy/Read",
             "Path":"/","DefaultVersionId":"v1","AttachmentCount":3,"PermissionsBoundaryUsageCount":0,
             "IsAttachable":true,"Description":"reads","CreateDate":"2026-01-05T08:00:00+00:00",
             "UpdateDate":"2026-01-06T08:00:00+00:00","Tags":[],
             "PolicyVersionList":[{"Document":{{{Doc}}},"VersionId":"v1","IsDefaultVersion":true,
               "CreateDate":"2026-01-06T08:00:00+00:00"}]}
            """
        },
        { "policies/Plain.json", $$$"""{"DefaultVersionId":"v7","PolicyDocument":{{{Doc}}}}""" },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public async Task PrintedEntity_Loads(string path, string content)
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/policies/Boundary.json", $$$"""{"PolicyDocument":{{{Doc}}}}""")
            .Write($"{Account}/{path}", content);

        Assert.Empty(await folder.FindingsAsync());
    }

    public static TheoryData<string, string, string> Contradictions => new()
    {
        {
            "users/a.json",
            """{"Arn":"arn:aws:iam::111122223333:user/b"}""",
            "(1,8): error NAME_MISMATCH: `Arn` is `arn:aws:iam::111122223333:user/b` but partition, account, path and "
                + "name make `arn:aws:iam::111122223333:user/a`: correct one, or leave `Arn` out"
        },
        { "users/a.json", """{"Arn":"arn:aws:iam::444455556666:user/a"}""", "(1,8): error NAME_MISMATCH: " },
        { "users/a.json", """{"Path":"/x/","Arn":"arn:aws:iam::111122223333:user/a"}""", "(1,21): error NAME_MIS" },
        { "groups/a.json", """{"Arn":"arn:aws-cn:iam::111122223333:group/a"}""", "(1,8): error NAME_MISMATCH: " },
        { "users/a.json", """{"Arn":1}""", "(1,8): error WRONG_TYPE: `Arn` is a number: write a string" },
        { "users/a.json", """{"CreateDate":1}""", "(1,15): error WRONG_TYPE: `CreateDate` is a number" },
        { "groups/a.json", """{"CreateDate":{}}""", "(1,15): error WRONG_TYPE: `CreateDate` is an object" },
        {
            "roles/a.json",
            $$$"""{"InstanceProfileList":{},"AssumeRolePolicyDocument":{{{Trust}}}}""",
            "(1,24): error WRONG_TYPE: `InstanceProfileList` is an object: write a list"
        },
        {
            "roles/a.json",
            $$$"""{"RoleLastUsed":"","AssumeRolePolicyDocument":{{{Trust}}}}""",
            "(1,17): error WRONG_TYPE: `RoleLastUsed` is a string: write an object"
        },
        {
            "policies/a.json",
            $$$"""{"AttachmentCount":"1","PolicyDocument":{{{Doc}}}}""",
            "(1,20): error WRONG_TYPE: `AttachmentCount` is a string: write a number"
        },
        {
            "policies/a.json",
            $$$"""{"IsAttachable":1,"PolicyDocument":{{{Doc}}}}""",
            "(1,17): error WRONG_TYPE: `IsAttachable` is a number: write `true` or `false`"
        },
        {
            "policies/a.json",
            $$$"""
            {"DefaultVersionId":"v2",
             "PolicyVersionList":[{"Document":{{{Doc}}},"VersionId":"v1","IsDefaultVersion":true}]}
            """,
            "(1,21): error INVALID_VALUE: `DefaultVersionId` is `v2` but `v1` has `\"IsDefaultVersion\": true`"
        },
        {
            "policies/a.json",
            $$$"""{"PolicyVersionList":[{"Document":{{{Doc}}},"VersionId":"v1"}]}""",
            "(1,1): error INVALID_VALUE: `PolicyVersionList` has 0 entries"
        },
        {
            "policies/a.json",
            $$$"""{"DefaultVersionId":"1","PolicyDocument":{{{Doc}}}}""",
            "(1,21): error INVALID_VALUE: `1` is not the id of a version: write `v` and a number from 1"
        },
        {
            "policies/a.json",
            $$$"""{"PolicyVersionList":[{"Document":{{{Doc}}},"VersionId":"v01","IsDefaultVersion":true}]}""",
            "(1,147): error INVALID_VALUE: `v01` is not the id of a version"
        },
        {
            "policies/a.json",
            $$$"""
            {"PolicyVersionList":[
             {"VersionId":"v1","Document":{{{Doc}}},"IsDefaultVersion":true},
             {"VersionId":"v1","Document":{{{Doc}}}}]}
            """,
            "(3,15): error DUPLICATE_NAME: `v1` is there already"
        },
        {
            "policies/a.json",
            $$$"""
            {"PolicyVersionList":[
             {"VersionId":"v1","Document":{{{Doc}}},"IsDefaultVersion":true},
             {"Document":{{{Doc}}}}]}
            """,
            "(3,2): error MISSING_MEMBER: `VersionId` is missing in this object"
        },
        {
            "policies/a.json",
            $$$"""{"Tags":[{"Key":"aws:x","Value":""}],"PolicyDocument":{{{Doc}}}}""",
            "(1,17): error INVALID_VALUE: `aws:x` is not a valid tag"
        },
        {
            "users/a.json",
            """{"CreateDate":"2026-01-05"}""",
            "(1,15): error INVALID_VALUE: `CreateDate` is `2026-01-05`: write an instant with its offset"
        },
        { "users/a.json", """{"CreateDate":"2026-01-05T08:00:00"}""", "(1,15): error INVALID_VALUE: `CreateDate` is " },
        {
            "roles/a.json",
            $$$"""{"Description":1,"AssumeRolePolicyDocument":{{{Trust}}}}""",
            "(1,16): error WRONG_TYPE: `Description` is a number: write a string"
        },
        {
            "account.json",
            """{"PasswordPolicy":{"MinimumPasswordLength":5}}""",
            "(1,19): error INVALID_VALUE: `MinimumPasswordLength` is 6 to 128"
        },
        {
            "account.json",
            """{"PasswordPolicy":{"MinimumLength":8}}""",
            "(1,20): error UNKNOWN_MEMBER: `MinimumLength` is unknown here"
        },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task WhatContradictsTheFile_IsRefused(string path, string content, string expected)
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/{path}", content);

        Assert.StartsWith(
            $"iam/{Account}/{path}{expected}", Assert.Single(await folder.FindingsAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("username", "UserName")]
    [InlineData("ARN", "Arn")]
    [InlineData("createDate", "CreateDate")]
    [InlineData("UserNames", "UserName")]
    [InlineData("Pth", "Path")]
    [InlineData("Taga", "Tags")]
    [InlineData("GruopList", "GroupList")]
    [InlineData("GroupLsits", null)]
    [InlineData("GroupNames", null)]
    [InlineData("RoleName", null)]
    [InlineData("", null)]
    public async Task UnknownMember_NamesTheOneMeant_WhenItIsOneEditAway(string typed, string? meant)
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/users/a.json", $$"""{"{{typed}}":"x"}""");

        string finding = Assert.Single(await folder.FindingsAsync());

        string expected = meant is null
            ? $"error UNKNOWN_MEMBER: `{typed}` is unknown here: known are Arn, "
            : $"error UNKNOWN_MEMBER: `{typed}` is unknown here: did you mean `{meant}`? known are Arn, ";
        Assert.Contains(expected, finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAwsPrintsOfEntities_IsKept()
    {
        using var folder = new PolicyFolder();
        foreach ((string path, string content) in Printed.Select(row => row.Data))
        {
            folder.Write($"{Account}/{path}", content);
        }

        folder.Write($"{Account}/policies/Boundary.json", $$$"""{"PolicyDocument":{{{Doc}}}}""");
        await using ServiceProvider services = folder.Build();
        await services.GetRequiredService<IPolicyFiles>().ReloadAsync();
        IIamSnapshot snapshot =
            await services.GetRequiredService<IIamStore>().GetSnapshotAsync(CancellationToken.None);

        IamRole role = (await snapshot.FindRoleAsync(Account, "Worker", CancellationToken.None))!;
        ManagedPolicy policy = (await snapshot.FindManagedPolicyAsync(
            IamArn.ManagedPolicy("aws", Account, "Read"), CancellationToken.None))!;
        ManagedPolicy plain = (await snapshot.FindManagedPolicyAsync(
            IamArn.ManagedPolicy("aws", Account, "Plain"), CancellationToken.None))!;
        var day = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal((day, "works", null), (role.CreatedAt, role.Description, role.LinkedService));
        Assert.Equal((day, day.AddDays(1), "reads"), (policy.CreatedAt, policy.UpdatedAt, policy.Description));
        Assert.Equal(new PolicyVersionEntry(1, day.AddDays(1)), Assert.Single(policy.Versions));
        Assert.Equal((7, 7, "v7"), (plain.DefaultVersion, plain.LastVersion, Assert.Single(plain.Versions).Id));
    }

    [Fact]
    public async Task RoleUnderThePathOfLinkedRoles_IsLinkedToItsService()
    {
        using PolicyFolder folder = new PolicyFolder().Write(
            $"{Account}/roles/R.json",
            $$$"""{"Path":"/aws-service-role/reports.example/","AssumeRolePolicyDocument":{{{Trust}}}}""");
        await using ServiceProvider services = folder.Build();
        await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        IIamSnapshot snapshot =
            await services.GetRequiredService<IIamStore>().GetSnapshotAsync(CancellationToken.None);

        Assert.Equal(
            "reports.example", (await snapshot.FindRoleAsync(Account, "R", CancellationToken.None))!.LinkedService);
    }

    [Fact]
    public async Task SixVersionsOfAPolicy_AreTooMany()
    {
        string versions = string.Join(',', Enumerable.Range(1, 6).Select(number => $$$"""
            {"VersionId":"v{{{number}}}","IsDefaultVersion":{{{(number == 6 ? "true" : "false")}}},"Document":{{{Doc}}}}
            """));
        using PolicyFolder folder = new PolicyFolder().Write(
            $"{Account}/policies/p.json", $$"""{"PolicyVersionList":[{{versions}}]}""");

        Assert.Contains(
            "error LIMIT_EXCEEDED: there are at most 5 versions of a managed policy",
            Assert.Single(await folder.FindingsAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AliasOfTwoAccounts_IsRefused()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/account.json", """{"AccountAlias":"shop"}""")
            .Write("444455556666/account.json", """{"AccountAlias":"shop"}""");

        Assert.Contains("DUPLICATE_NAME", Assert.Single(await folder.FindingsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UniqueIdsLeftOut_AreMadeFromTheArn_OfUsersAndRoles()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/alice.json", "{}")
            .Write(
                $"{Account}/roles/Agent.json",
                $$$"""{"Path":"/shop/","AssumeRolePolicyDocument":{{{Trust}}}}""");
        await using ServiceProvider services = folder.Build();
        await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        IIamSnapshot snapshot =
            await services.GetRequiredService<IIamStore>().GetSnapshotAsync(CancellationToken.None);

        // SHA-256 of the ARN in RFC 4648 base 32, its first 17 characters.
        string? ofUser = (await snapshot.FindUserAsync(Account, "alice", CancellationToken.None))!.User.UniqueId;
        string? ofRole = (await snapshot.FindRoleAsync(Account, "Agent", CancellationToken.None))!.UniqueId;
        Assert.Equal("AIDAK54MGDJ75DASHSZKW", ofUser);
        Assert.Equal("AROATMU2MQJWS7G7AEHJJ", ofRole);
        Assert.Null(IamRules.ProblemOfUniqueId("AIDA", ofUser!));
        Assert.Null(IamRules.ProblemOfUniqueId("AROA", ofRole!));
    }

    [Fact]
    public async Task UniqueIds_AreKept()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/groups/g.json", """{"GroupId":"AGPAEXAMPLEEXAMPLE123"}""")
            .Write(
                $"{Account}/policies/p.json", $$$"""{"PolicyId":"ANPAEXAMPLEEXAMPLE123","PolicyDocument":{{{Doc}}}}""")
            .Write(
                $"{Account}/roles/r.json",
                $$$"""{"RoleId":"AROAEXAMPLEEXAMPLE123","AssumeRolePolicyDocument":{{{Trust}}}}""")
            .Write($"{Account}/users/u.json", """{"UserId":"AIDAEXAMPLEEXAMPLE123","GroupList":["g"]}""");
        await using ServiceProvider services = folder.Build();
        await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        IIamSnapshot snapshot =
            await services.GetRequiredService<IIamStore>().GetSnapshotAsync(CancellationToken.None);

        UserWithGroups user = (await snapshot.FindUserAsync(Account, "u", CancellationToken.None))!;
        IamRole role = (await snapshot.FindRoleAsync(Account, "r", CancellationToken.None))!;
        Arn policyArn = IamArn.ManagedPolicy("aws", Account, "p");
        ManagedPolicy policy = (await snapshot.FindManagedPolicyAsync(policyArn, CancellationToken.None))!;
        Assert.Equal(
            ["AIDAEXAMPLEEXAMPLE123", "AGPAEXAMPLEEXAMPLE123", "AROAEXAMPLEEXAMPLE123", "ANPAEXAMPLEEXAMPLE123"],
            [user.User.UniqueId, user.Groups[0].UniqueId, role.UniqueId, policy.UniqueId]);
    }
}
