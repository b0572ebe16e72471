namespace IamAuthorization.AspNetCore.Tests;

/// <summary>What one request changes, no other sees.</summary>
public sealed class CopiedWhenChangedTests
{
    public static TheoryData<string, string> Changes => new()
    {
        { "none", "a=1" },
        { "set", "a=2" },
        { "set another", "a=1 b=2" },
        { "add", "a=1 b=2" },
        { "add a pair", "a=1 b=2" },
        { "remove", "" },
        { "remove a pair", "" },
        { "remove another pair", "a=1" },
        { "clear", "" },
        { "two", "b=2" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Change_IsSeenByWhoeverMadeIt_AndNobodyElse(string change, string expected)
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1" };
        var own = new CopiedWhenChanged<string>(shared);
        var others = new CopiedWhenChanged<string>(shared);

        Make(change, own);

        Assert.Equal(expected, Shown(own));
        Assert.Equal("a=1", Shown(others));
    }

    [Fact]
    public void Reader_FindsWhatIsShared()
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1" };
        var items = new CopiedWhenChanged<string>(shared);
        var copied = new KeyValuePair<string, string>[1];
        items.CopyTo(copied, 0);

        Assert.Equal("1", items["a"]);
        Assert.True(items.TryGetValue("a", out string? found) && found == "1");
        Assert.True(items.ContainsKey("a") && !items.ContainsKey("A"));
        Assert.True(items.Contains(KeyValuePair.Create("a", "1")) && !items.Contains(KeyValuePair.Create("a", "2")));
        Assert.Equal(["a"], items.Keys);
        Assert.Equal(["1"], items.Values);
        Assert.Equal((1, false), (items.Count, items.IsReadOnly));
        Assert.Equal(KeyValuePair.Create("a", "1"), copied[0]);
    }

    private static void Make(string change, CopiedWhenChanged<string> items)
    {
        switch (change)
        {
            case "none":
                break;
            case "set":
                items["a"] = "2";
                break;
            case "set another":
                items["b"] = "2";
                break;
            case "add":
                items.Add("b", "2");
                break;
            case "add a pair":
                items.Add(KeyValuePair.Create("b", "2"));
                break;
            case "remove":
                items.Remove("a");
                break;
            case "remove a pair":
                items.Remove(KeyValuePair.Create("a", "1"));
                break;
            case "remove another pair":
                items.Remove(KeyValuePair.Create("a", "2"));
                break;
            case "clear":
                items.Clear();
                break;
            case "two":
                items.Add("b", "2");
                items.Remove("a");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static string Shown(CopiedWhenChanged<string> items) =>
        string.Join(' ', items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(i => $"{i.Key}={i.Value}"));
}
