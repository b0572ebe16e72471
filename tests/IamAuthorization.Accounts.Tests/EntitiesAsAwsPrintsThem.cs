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
