using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>How a document of a world is drawn.</summary>
/// <param name="Kind">What it is used as.</param>
/// <param name="IsNarrow">Whether its statements name few actions and resources each, as in large sets.</param>
/// <param name="IsTrust">Whether the world asks for the assumption of a role.</param>
internal sealed record Drawing(DocumentKind Kind, bool IsNarrow, bool IsTrust);

/// <summary>Writes documents: every element that the kind may have, in every spelling.</summary>
internal static class StatementShapes
{
    private const string AllowAll = "\"Effect\":\"Allow\",\"Action\":\"*\"";

    /// <summary>A document of so many statements; one of them may allow everything.</summary>
    public static string Document(Dice dice, Drawing drawing, int count, int openPercent)
    {
        List<string> statements = [.. Enumerable.Range(0, count).Select(_ => Statement(dice, drawing))];
        if (drawing.Kind != DocumentKind.ResourceControl && dice.Chance(openPercent))
        {
            statements.Insert(dice.Below(statements.Count + 1), Open(drawing.Kind));
        }

        if (statements.Count == 0)
        {
            statements.Add(Statement(dice, drawing));
        }

        string list = statements.Count == 1 && dice.Chance(40) ? statements[0] : $"[{string.Join(',', statements)}]";
        string version = dice.Below(100) switch
        {
            < 78 => "\"Version\":\"2012-10-17\",",
            < 90 => "\"Version\":\"2008-10-17\",",
            _ => "",
        };
        return $"{{{version}\"Statement\":{list}}}";
    }

    private static string Open(DocumentKind kind) => kind switch
    {
        DocumentKind.Resource => $"{{{AllowAll},\"Principal\":\"*\",\"Resource\":\"*\"}}",
        DocumentKind.Trust => $"{{{AllowAll},\"Principal\":\"*\"}}",
        _ => $"{{{AllowAll},\"Resource\":\"*\"}}",
    };

    private static string Statement(Dice dice, Drawing drawing)
    {
        bool isDeny = drawing.Kind == DocumentKind.ResourceControl || dice.Chance(drawing.IsNarrow ? 4 : 14);
        var members = new List<string> { isDeny ? "\"Effect\":\"Deny\"" : "\"Effect\":\"Allow\"" };
        bool isLimit = isDeny && !drawing.IsNarrow;
        members.Add(Action(dice, drawing, isLimit));
        if (Principal(dice, drawing.Kind, isDeny) is { } principal)
        {
            members.Add(principal);
        }

        bool mayLackResource = drawing.Kind == DocumentKind.Resource && dice.Chance(30);
        if (drawing.Kind != DocumentKind.Trust && !mayLackResource)
        {
            members.Add(Resource(dice, drawing.IsNarrow || (isLimit && dice.Chance(60))));
        }

        if (dice.Chance(drawing.IsNarrow ? 15 : 35))
        {
            members.Add($"\"Condition\":{ConditionShapes.Condition(dice)}");
        }

        if (dice.Chance(10))
        {
            members.Add(dice.Chance(30) ? "\"Sid\":\"\"" : $"\"Sid\":\"S{dice.Below(1 << 30)}\"");
        }

        int first = dice.Chance(20) ? dice.Below(members.Count) : 0;
        return $"{{{string.Join(',', members.Skip(first).Concat(members.Take(first)))}}}";
    }

    private static string Action(Dice dice, Drawing drawing, bool isLimit)
    {
        bool isNot = drawing.Kind != DocumentKind.ResourceControl && dice.Chance(drawing.IsNarrow ? 2 : 7);
        bool isNarrow = drawing.IsNarrow || (isLimit && dice.Chance(70));
        string[] entries =
        [
            .. Enumerable.Range(0, Count(dice))
                .Select(_ => ActionShapes.Pattern(dice, isNarrow || isNot, drawing.IsTrust)),
        ];
        return $"\"{(isNot ? "NotAction" : "Action")}\":{JsonText.Strings(dice, entries)}";
    }

    private static string Resource(Dice dice, bool isNarrow)
    {
        bool isNot = dice.Chance(isNarrow ? 2 : 7);
        string[] entries =
            [.. Enumerable.Range(0, Count(dice)).Select(_ => ResourceShapes.Pattern(dice, isNarrow || isNot))];
        return $"\"{(isNot ? "NotResource" : "Resource")}\":{JsonText.Strings(dice, entries)}";
    }

    private static string? Principal(Dice dice, DocumentKind kind, bool isDeny)
    {
        if (kind == DocumentKind.ResourceControl)
        {
            return "\"Principal\":\"*\"";
        }

        if (kind is not (DocumentKind.Resource or DocumentKind.Trust))
        {
            return null;
        }

        bool isNot = kind == DocumentKind.Resource && isDeny && dice.Chance(40);
        return $"\"{(isNot ? "NotPrincipal" : "Principal")}\":{Cast.Principal(dice, isNot)}";
    }

    private static int Count(Dice dice) => dice.Chance(1) ? 0 : dice.Pick(1, 1, 1, 1, 1, 2, 2, 3);
}
