namespace IamAuthorization.AspNetCore.Tests;

/// <summary>The spellings of paths by which policies and handlers have been made to see different resources.</summary>
internal static class PathSpellings
{
    private static readonly string[] Beginnings =
    [
        "/orders/", "/ORDERS/", "/oRdErS/", "//orders/", "/orders//", "/./orders/", "/orders/./", "/x/../orders/",
        "/orders/x/../", "/%6frders/", "/orders%2F", "/files/", "/files//", "/files/public/", "/Files/./",
        "/docs/a/items/", "/docs/./items/", "/docs/a%2Fb/items/", "/docs//items/", "/docs/../items/",
        "/pages/", "/PAGES/", "//pages/", "/pages//", "/./pages/", "/pages/./",
    ];

    private static readonly string[] Names =
    [
        "7", "a%2Fb", "a%2fb", "a%252Fb", "a%5Cb", "a\\b", "..", ".", "%2e%2e", "%2E", "%252e%252e%252f", "...", "a..b",
        "*", "?x=1", "%3F", "%2A", "${aws:username}", "a;x", ";x", "a%3Bx", "a%00b", "a%0Ab", "a%0D%0Ab", "a%7F",
        "a%C2%85",
        "%C0%AF", "%C0%AE%C0%AE", "%E0%80%AF", "%F0%80%80%AF", "%FF", "%ED%A0%80", "%u002F", "%", "%2", "%zz",
        "caf%C3%A9",
        "cafe%CC%81", "%EF%BC%8F", "%EF%BD%81dmin", "%E2%80%AE", "a:b", "a|b", "{id}", "%7Bid%7D", "a+b", "a%20b",
        "%20",
        "%09",
        "007", "+7", "-0", "-7", "7.0", "%37", "%207", "7%20", "%EF%BC%97", "1e1", "0x7", "7,0", "%2B7", "2147483648",
    ];

    private static readonly string[] Endings =
        ["", "/", "//", "/.", "/..", "%2F", "%2F..", "/../secret", "/%2e%2e/secret", "%20"];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Beginnings
            .SelectMany(_ => Names, (beginning, name) => beginning + name)
            .SelectMany(_ => Endings, (path, ending) => path + ending),
    ];
}
