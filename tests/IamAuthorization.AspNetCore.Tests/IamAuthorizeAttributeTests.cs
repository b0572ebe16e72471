using System.Reflection;
using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class IamAuthorizeAttributeTests
{
    [Theory]
    [InlineData(nameof(IamAuthorizeAttribute.Policy))]
    [InlineData(nameof(IamAuthorizeAttribute.Roles))]
    [InlineData(nameof(IamAuthorizeAttribute.AuthenticationSchemes))]
    public void Attribute_InheritedMember_IsHiddenAndReadOnly(string name)
    {
        PropertyInfo? member = typeof(IamAuthorizeAttribute).GetProperty(
            name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

        Assert.NotNull(member);
        Assert.Null(member.SetMethod);
    }

    [Fact]
    public void Attribute_Class_IsSealedAndRepeatable()
    {
        AttributeUsageAttribute? usage = typeof(IamAuthorizeAttribute).GetCustomAttribute<AttributeUsageAttribute>();

        Assert.True(typeof(IamAuthorizeAttribute).IsSealed);
        Assert.True(usage!.AllowMultiple);
        Assert.True(usage.Inherited);
        Assert.IsAssignableFrom<AuthorizeAttribute>(new IamAuthorizeAttribute("orders:Get", "*"));
    }

    [Fact]
    public void Attribute_Question_TravelsInThePolicyName()
    {
        IAuthorizeData[] data = [new IamAuthorizeAttribute("orders:GetOrder", "order/{id}")];

        Assert.Equal("iam:orders:GetOrder|order/{id}", data[0].Policy);
        Assert.Null(data[0].Roles);
        Assert.Null(data[0].AuthenticationSchemes);
    }

    [Fact]
    public void PolicyName_SeveralBars_IsCutAtTheFirst()
    {
        IamRequirement requirement = IamPolicyName.Decode("iam:orders:Get|a|b");

        Assert.Equal("orders:Get", requirement.Action.ToString());
        Assert.Equal("a|b", requirement.Resource);
    }

    [Theory]
    [InlineData("iam:", "no resource")]
    [InlineData("iam:orders:Get", "no resource")]
    [InlineData("iam:|order/{id}", "colon")]
    [InlineData("iam:orders:Get*|order/{id}", "without `*`")]
    [InlineData("iam:orders:\u212Ail|*", "only ASCII")]
    [InlineData("iam:orders:Get|", "empty")]
    public void PolicyName_Malformed_IsRefusedWithItsReason(string name, string reason)
    {
        FormatException refused = Assert.Throws<FormatException>(() => IamPolicyName.Decode(name));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
