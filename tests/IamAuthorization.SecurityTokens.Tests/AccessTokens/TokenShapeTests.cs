namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>What is read of a token before anything is verified, for routing alone.</summary>
public sealed class TokenShapeTests
{
    private const string Ours = """{"iss":"https://orders.example","sub":"x"}""";

    public static TheoryData<string, string?> Tokens => new()
    {
        { $"h.{Forge.Encode(Ours)}.s", "https://orders.example" },
        { $"h.{Forge.Encode(Ours)}.", "https://orders.example" },
        { $".{Forge.Encode(Ours)}.", "https://orders.example" },
        { $"h.{Forge.Encode("""{ "iss" : "https://other.example" }""")}.s", "https://other.example" },
        { $"h.{Forge.Encode($$"""{"iss":"a","x":"{{new string('x', 5_000)}}"}""")}.s", "a" },
        { $"h.{Forge.Encode("""{"iss":"a" broken""")}.s", "a" },
        { $"h.{Forge.Encode("""{"sub":"x","iss":"https://orders.example"}""")}.s", null },
        { $"h.{Forge.Encode("""{"iss":1}""")}.s", null },
        { $"h.{Forge.Encode("""{"iss":["https://orders.example"]}""")}.s", null },
        { $"h.{Forge.Encode("""{"iss":"https:\u002f\u002forders.example"}""")}.s", null },
        { $"h.{Forge.Encode("""{"is\u0073":"a"}""")}.s", "a" },
        { $"h.{Forge.Encode("""{"iss":"\ud800"}""")}.s", null },
        { $"h.{Forge.Encode("""{"iss":"café"}""")}.s", null },
        { $"h.{Forge.Encode("""{"ISS":"a"}""")}.s", null },
        { $"h.{Forge.Encode($$"""{"iss":"{{new string('x', 5_000)}}"}""")}.s", null },
        { $"h.{Forge.Encode("""{"iss":"a""")}.s", null },
        { $"h.{Forge.Encode("""["iss","a"]""")}.s", null },
        { $"h.{Forge.Encode("\"iss\"")}.s", null },
        { $"h.{Forge.Encode("{")}.s", null },
        { $"h.{Forge.Encode("}")}.s", null },
        { $"h.{Forge.Encode(Ours)}", null },
        { $"h.{Forge.Encode(Ours)}.s.s", null },
        { $"h.{Forge.Encode(Ours)}.s.s.s", null },
        { $"h. {Forge.Encode(Ours)}.s", null },
        { $"h.{Forge.Encode(Ours)}==.s", null },
        { $"h.{Forge.Encode(Ours)}.{new string('s', 20_000)}", null },
        { Forge.Encode(Ours), null },
        { "..", null },
        { "h..s", null },
        { ".", null },
        { string.Empty, null },
        { "h.\uFF45\uFF45\uFF45\uFF45.s", null },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Token_OfAnyShape_HasTheIssuerItBeginsWith_OrNone(string token, string? issuer) =>
        Assert.Equal(issuer, AccessTokenShape.IssuerOf(token));

    [Fact]
    public async Task IssuedToken_HasOurIssuer()
    {
        await using var world = new TokenWorld(options => options.Issuer = "https://orders.example/a+b/sts");

        Assert.Equal("https://orders.example/a+b/sts", AccessTokenShape.IssuerOf(await world.IssueAsync()));
    }

    [Fact]
    public async Task Token_OfRandomText_BringsNothingDown() => await Fuzz.HoldsAsync(2_000, random =>
    {
        const string Pieces = "{}[]\",:\\.aeiyJpc3MiOiJ=-_ \u00E9\uD800";
        char[] pieces = [.. Enumerable.Range(0, random.Next(60)).Select(_ => Pieces[random.Next(Pieces.Length)])];
        string text = new(pieces);
        AccessTokenShape.IssuerOf(text);
        AccessTokenShape.IssuerOf($"h.{Forge.Encode(text)}.s");
        return Task.CompletedTask;
    });
}
