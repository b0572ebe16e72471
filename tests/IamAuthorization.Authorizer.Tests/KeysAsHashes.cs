using IamAuthorization.Accounts;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>The keys that something in memory was made from are kept as hashes.</summary>
public sealed class KeysAsHashes
{
    private const string Other = "444455556666";

    private static readonly IamEntityKey Alice = IamEntityKey.User(World.Home, "alice");

    public static TheoryData<IamEntityKey, bool> Changes => new()
    {
        { IamEntityKey.User(World.Home, "alice"), true },
        { IamEntityKey.User(World.Home, "ALICE"), true },
        { IamEntityKey.Group(World.Home, "Sales"), true },
        { IamEntityKey.User(World.Home, "alic"), false },
        { IamEntityKey.User(World.Home, "Sales"), false },
        { IamEntityKey.Group(World.Home, "alice"), false },
        { IamEntityKey.User(Other, "alice"), false },
        { IamEntityKey.Account(World.Home + "alice"), false },
        { IamEntityKey.Organization, false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangedKey_IsFoundWhereTheKeysAreEqual(IamEntityKey changed, bool isFound)
    {
        var made = new KeyHashes([Alice, IamEntityKey.Group(World.Home, "Sales"), IamEntityKey.Account(Other)]);

        Assert.Equal(isFound, made.Overlaps(new KeyHashes([changed])));
        Assert.Equal(isFound, new KeyHashes([changed]).Overlaps(made));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10_000)]
    public void ManyChangedKeys_FindTheOneAmongThem(int others)
    {
        IamEntityKey[] keys =
            [.. Enumerable.Range(0, others).Select(number => IamEntityKey.User(World.Home, $"u{number}"))];
        var made = new KeyHashes([Alice, IamEntityKey.Group(World.Home, "Sales")]);

        Assert.False(made.Overlaps(new KeyHashes(keys)));
        Assert.True(made.Overlaps(new KeyHashes([.. keys, Alice])));
    }

    [Fact]
    public void NoKeys_AreFoundNowhere() => Assert.False(new KeyHashes([Alice]).Overlaps(new KeyHashes([])));
}
