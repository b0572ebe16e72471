namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>Actions, and patterns made from them.</summary>
internal static class ActionShapes
{
    private static readonly string[] Concretes =
    [
        "app:GetDoc", "app:GetDoc", "app:GetDocs", "app:PutDoc", "app:ListThing", "app:GetThing", "app:DeleteThing",
        "app:getdoc", "APP:GETDOC", "apps:GetDoc", "s3:GetObject", "iam:PassRole", "app:Get", "app:G", "app:Get-x_1.y",
        "app.x-1:GetDoc", "app:ListItems",
    ];

    private static readonly string[] TrustConcretes =
    [
        "sts:AssumeRole", "sts:AssumeRole", "sts:assumerole", "sts:TagSession", "sts:SetSourceIdentity",
        "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML", "sts:SetContext",
    ];

    private static readonly string[] Broad = ["*", "app:*", "app:*", "*:*"];

    private static readonly string[] Odd =
    [
        "app:Get ", " app:Get", "a*:GetDoc", "app:", ":GetDoc", "app", "", "app:Get:Doc", "app:G\u0435t*", "${app:v}",
        "app:${app:v}", "App:GET*", "app:L\u0130STITEMS", "app:l\u0131st*", "**", "app:?*?", "app:***", "?pp:GetDoc",
        "app:GetDo\u212A",
    ];

    public static string Concrete(Dice dice, bool isTrust) => dice.Pick(isTrust ? TrustConcretes : Concretes);

    /// <summary>An entry of Action or NotAction.</summary>
    public static string Pattern(Dice dice, bool isNarrow, bool isTrust)
    {
        if (dice.Chance(isNarrow ? 2 : 35))
        {
            return isTrust ? dice.Pick("sts:*", "sts:Assume*", "*") : dice.Pick(Broad);
        }

        if (dice.Chance(4))
        {
            return dice.Pick(Odd);
        }

        string action = Concrete(dice, isTrust);
        int name = action.IndexOf(':', StringComparison.Ordinal) + 1;
        int at = dice.Between(name, action.Length);
        int end = dice.Between(at, action.Length);
        return dice.Below(10) switch
        {
            0 or 1 or 2 or 3 => action,
            4 => action.ToUpperInvariant(),
            5 => action[..at] + "*",
            6 => action[..name] + "*" + action[at..],
            7 => action[..at] + "*" + action[end..],
            8 => at < action.Length ? action[..at] + "?" + action[(at + 1)..] : action + "?",
            _ => action[..name] + "*" + action[at..end] + "*",
        };
    }
}
