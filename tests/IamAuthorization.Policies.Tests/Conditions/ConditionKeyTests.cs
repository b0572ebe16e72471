namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §1 and §6: names of keys, what is declared of them, and contexts that hold them.</summary>
public sealed class ConditionKeyTests
{
    [Theory]
    [InlineData("aws:username", "Single", "String")]
    [InlineData("AWS:UserName", "Single", "String")]
    [InlineData("aws:TagKeys", "Multiple", "String")]
    [InlineData("aws:SourceIp", "Single", "IpAddress")]
    [InlineData("aws:PrincipalTag/team", "Single", "String")]
    [InlineData("AWS:requesttag/team", "Single", "String")]
    [InlineData("aws:ResourceTag/team", "Single", "String")]
    [InlineData("iam:ResourceTag/team", "Single", "String")]
    [InlineData("aws:PrincipalTag/", "Undeclared", "String")]
    [InlineData("aws:PrincipalTag", "Undeclared", "String")]
    [InlineData("x:aws:PrincipalTag/team", "Undeclared", "String")]
    [InlineData("app:key", "Undeclared", "String")]
    public void C41_Key_HasWhatItsNameDeclares(string name, string cardinality, string type)
    {
        var key = ConditionKey.Of(name);

        Assert.Equal((cardinality, type), (key.Cardinality.ToString(), key.Type.ToString()));
        Assert.Equal(key, ConditionKey.Of(name.ToUpperInvariant()));
        Assert.Equal(key.GetHashCode(), ConditionKey.Of(name.ToUpperInvariant()).GetHashCode());
    }

    /// <summary>Conditions §6: every key that the library supplies.</summary>
    public static TheoryData<string, string, string> DeclaredKeys => new()
    {
        {
            "Single", "Arn",
            """
            aws:PrincipalArn aws:SignInSessionArn aws:ChatbotSourceArn aws:SourceVpcArn
            aws:SourceArn iam:PolicyARN iam:PermissionsBoundary iam:AssociatedResourceArn
            """
        },
        {
            "Single", "String",
            """
            aws:PrincipalAccount aws:PrincipalType aws:userid aws:username aws:PrincipalOrgID
            aws:PrincipalServiceName aws:SourceIdentity aws:FederatedProvider aws:AssumedRoot
            aws:Ec2InstanceSourceVpc aws:SourceVpc aws:SourceVpce aws:VpceAccount aws:VpceOrgID
            aws:ResourceAccount aws:ResourceOrgID aws:UserAgent aws:Referer aws:RequestedRegion
            aws:CalledViaFirst aws:CalledViaLast aws:SourceAccount aws:SourceOrgID
            aws:CalledViaAWSMCP sts:ExternalId sts:RoleSessionName sts:SourceIdentity
            sts:AWSServiceName iam:PassedToService iam:AWSServiceName iam:OrganizationsPolicyId
            """
        },
        {
            "Multiple", "String",
            """
            aws:PrincipalOrgPaths aws:PrincipalServiceNamesList aws:VpceOrgPaths
            aws:ResourceOrgPaths aws:TagKeys aws:CalledVia aws:SourceOrgPaths
            sts:TransitiveTagKeys
            """
        },
        {
            "Single", "Boolean",
            """
            aws:PrincipalIsAWSService aws:MultiFactorAuthPresent aws:SecureTransport
            aws:ViaAWSService aws:IsMcpServiceAction aws:ViaAWSMCPService
            """
        },
        {
            "Single", "Date",
            """
            aws:TokenIssueTime aws:CurrentTime aws:EpochTime
            """
        },
        {
            "Single", "Number",
            """
            aws:MultiFactorAuthAge sts:DurationSeconds
            """
        },
        {
            "Single", "IpAddress",
            """
            aws:Ec2InstanceSourcePrivateIPv4 aws:SourceIp aws:VpcSourceIp
            """
        },
    };

    [Theory]
    [MemberData(nameof(DeclaredKeys))]
    public void C41_KeysOfTheLibrary_AreDeclared(string cardinality, string type, string names)
    {
        foreach (string name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var key = ConditionKey.Of(name);

            Assert.Equal((name, cardinality, type), (key.Name, key.Cardinality.ToString(), key.Type.ToString()));
        }
    }

    [Theory]
    [InlineData("app:key", true)]
    [InlineData("a:b", true)]
    [InlineData("app:key/sub key", true)]
    [InlineData("app:a:b", true)]
    [InlineData("app:a/b:c d", true)]
    [InlineData("app:a:b/c d", true)]
    [InlineData("app:", false)]
    [InlineData(":key", false)]
    [InlineData("app", false)]
    [InlineData("app:a key", false)]
    [InlineData("a p:key", false)]
    [InlineData("app:a:b c", false)]
    [InlineData("app:/a key", false)]
    [InlineData("app:a/b\u0001", false)]
    [InlineData("app:a\u0001", false)]
    [InlineData("app:a/b\nc", false)]
    [InlineData("aws:key", false)]
    [InlineData("STS:key", false)]
    [InlineData("iam:key", false)]
    [InlineData("awsome:key", true)]
    public void C05_C43_HostsKey_IsDeclaredUnderAPrefixOfItsOwn(string name, bool isAccepted)
    {
        Exception? refusal = Record.Exception(() => ConditionKey.Declare(name));

        Assert.Equal(isAccepted, refusal is null);
        Assert.Contains(isAccepted ? "" : $"`{name}`", refusal?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void DeclaredKey_KeepsItsTypeAndCardinality()
    {
        ConditionKey plain = ConditionKey.Declare("app:key");
        ConditionKey other =
            ConditionKey.Declare("APP:key", ConditionKeyType.Number, ConditionKeyCardinality.Multiple);

        Assert.Equal((ConditionKeyType.String, ConditionKeyCardinality.Single), (plain.Type, plain.Cardinality));
        Assert.Equal((ConditionKeyType.Number, ConditionKeyCardinality.Multiple), (other.Type, other.Cardinality));
        Assert.True(plain.Equals((object)other));
        Assert.False(plain.Equals(ConditionKey.Of("app:ke")));
        Assert.False(plain.Equals(null));
        Assert.False(plain.Equals("app:key"));
        Assert.Equal("APP:key", other.ToString());
    }

    [Fact]
    public void C05_EmptyName_IsNoKeyButForDocumentsThatWereStored()
    {
        Assert.Throws<ArgumentException>(() => ConditionKey.Of(""));
        Assert.Throws<ArgumentException>(() => ConditionKey.Declare(""));
        Assert.Equal(
            ("", ConditionKeyCardinality.Undeclared),
            (ConditionKey.OfStored("").Name, ConditionKey.OfStored("").Cardinality));
        Assert.Same(ConditionKey.Of("app:key"), ConditionKey.OfStored("app:key"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(200)]
    public void Context_HoldsItsKeysAndNoOthers(int count)
    {
        ConditionKey[] keys = [.. Enumerable.Range(0, count).Select(number => ConditionKey.Of($"app:k{number}"))];
        var context = new ContextValues(keys.Select(key => KeyValuePair.Create(key, ContextValue.Of(key.Name))));

        Assert.Equal(keys, context.Keys);
        Assert.All(
            keys,
            key => Assert.Equal(key.Name, context.Get(ConditionKey.Of(key.Name.ToUpperInvariant())).Text(0)));
        Assert.All(
            Enumerable.Range(count, 200),
            number => Assert.False(context.Get(ConditionKey.Of($"app:k{number}")).IsSupplied));
    }

    [Fact]
    public void C40_KeyThatComesTwice_IsAConflict()
    {
        var context = new ContextValues(
        [
            KeyValuePair.Create(ConditionKey.Of("app:k"), ContextValue.Of("a")),
            KeyValuePair.Create(ConditionKey.Declare("APP:K"), ContextValue.Of("a")),
            KeyValuePair.Create(ConditionKey.Of("app:other"), ContextValue.Of("b")),
        ]);

        Assert.Equal(ContextValueForm.Conflict, context.Get(ConditionKey.Of("app:k")).Form);
        Assert.Equal("b", context.Get(ConditionKey.Of("app:other")).Text(0));
        Assert.Equal(2, context.Keys.Count);
    }

    [Fact]
    public void NoKeys_AreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new ContextValues(null!));
        Assert.Throws<ArgumentNullException>(() => RequestContext.Empty.Get(null!));
        Assert.Empty(((ContextValues)RequestContext.Empty).Keys);
    }
}
