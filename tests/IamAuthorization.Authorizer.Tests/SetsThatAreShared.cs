using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>Who has the same policies has the same compiled ones.</summary>
public sealed class SetsThatAreShared
{
    private readonly SharedSets _shared = new(Options.Create(new IamAuthorizerOptions { CachedPrincipalsMax = 10 }));

    [Fact]
    public void SameNameAndContent_IsCompiledOnce()
    {
        CompiledPolicy compiled = _shared.Compile("one", Document("docs:Get"));

        Assert.Same(compiled, _shared.Compile("one", Document("docs:Get")));
        Assert.NotSame(compiled, _shared.Compile("two", Document("docs:Get")));
        Assert.NotSame(compiled, _shared.Compile("one", Document("docs:Put")));
    }

    [Fact]
    public void SamePoliciesInTheSameOrder_AreOneSet()
    {
        CompiledPolicy one = _shared.Compile("one", Document("docs:Get"));
        CompiledPolicy two = _shared.Compile("two", Document("docs:Put"));
        CompiledSet set = _shared.SetOf([one, two]);

        Assert.Same(set, _shared.SetOf([one, two]));
        Assert.Equal([one, two], set.Policies.Policies);
        Assert.NotSame(set, _shared.SetOf([two, one]));
        Assert.NotSame(set, _shared.SetOf([one]));
        Assert.Same(CompiledSet.Empty, _shared.SetOf(Array.Empty<CompiledPolicy>()));
    }

    [Fact]
    public void MoreThanThereIsRoomFor_AreCompiledAllTheSame()
    {
        for (int number = 0; number < 30; number++)
        {
            CompiledPolicy compiled = _shared.Compile($"policy{number}", Document("docs:Get"));

            Assert.Equal($"policy{number}", compiled.Name);
            Assert.Same(compiled, Assert.Single(_shared.SetOf([compiled]).Policies.Policies));
        }
    }

    private static PolicyDocument Document(string action) => PolicyDocument.Parse(
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""",
        PolicyKind.Managed);
}
