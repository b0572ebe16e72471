using IamAuthorization.Policies.Reference;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// Draws worlds. Documents cost more than questions, so that each group of documents is asked several questions; a
/// world is one question under its documents.
/// </summary>
internal static class Worlds
{
    /// <summary>The questions that a small group of documents is asked.</summary>
    public const int QuestionsOfSmall = 12;

    /// <summary>The questions that a large group is asked.</summary>
    public const int QuestionsOfLarge = 48;

    private const int LargePercent = 1;

    /// <summary>Documents that are asked together, and what they are asked.</summary>
    public static IEnumerable<Case> Draw(Dice dice) => Draw(dice, isLarge: dice.Chance(LargePercent));

    /// <summary>The same with a set of 30 to 300 statements, most of which name few actions and resources.</summary>
    public static IEnumerable<Case> DrawLarge(Dice dice) => Draw(dice, isLarge: true);

    private static IEnumerable<Case> Draw(Dice dice, bool isLarge)
    {
        bool isTrust = !isLarge && dice.Chance(10);
        ApplicableDocuments documents = Documents(dice, isTrust, isLarge);
        int count = isLarge ? QuestionsOfLarge : QuestionsOfSmall;
        for (int number = 0; number < count; number++)
        {
            yield return new Case(documents, Question(dice, isTrust, documents.Session is not null));
        }
    }

    private static ApplicableDocuments Documents(Dice dice, bool isTrust, bool isLarge)
    {
        bool isIdentityLarge = isLarge && dice.Chance(75);
        bool isResourceLarge = isLarge && !isIdentityLarge;
        DocumentKind resource = isTrust ? DocumentKind.Trust : DocumentKind.Resource;
        return new ApplicableDocuments
        {
            IsTrust = isTrust,
            Identity = isIdentityLarge ? Large(dice)
                : dice.Chance(85) ? Several(dice, DocumentKind.Identity, isTrust)
                : null,
            Boundary = dice.Chance(18) ? Several(dice, DocumentKind.Boundary, isTrust) : null,
            Session = dice.Chance(35) ? [Single(dice, DocumentKind.Session, Case.SessionPolicy, isTrust)] : null,
            Resource = isResourceLarge
                ? new(Case.ResourcePolicy, Text(dice, new(resource, IsNarrow: true, isTrust), dice.Between(30, 300), 0))
                : dice.Chance(isTrust ? 90 : 50) ? Single(dice, resource, Case.ResourcePolicy, isTrust) : null,
            ServiceControl = dice.Chance(20) ? Levels(dice, DocumentKind.ServiceControl, isTrust) : [],
            ResourceControl = dice.Chance(12) ? Levels(dice, DocumentKind.ResourceControl, isTrust) : [],
        };
    }

    private static Document[] Several(Dice dice, DocumentKind kind, bool isTrust)
    {
        int count = kind == DocumentKind.Identity ? dice.Pick(1, 1, 2, 2, 3) : dice.Pick(1, 1, 1, 2);
        return [.. Enumerable.Range(0, count).Select(number => Single(dice, kind, $"{kind}-{number}", isTrust))];
    }

    private static Document[] Large(Dice dice)
    {
        int count = dice.Between(1, 4);
        int statements = dice.Between(30, 300) / count;
        var drawing = new Drawing(DocumentKind.Identity, IsNarrow: true, IsTrust: false);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(number => new Document($"{drawing.Kind}-{number}", Text(dice, drawing, statements, 2))),
        ];
    }

    private static Document[][] Levels(Dice dice, DocumentKind kind, bool isTrust) =>
    [
        .. Enumerable.Range(0, dice.Between(1, 3)).Select(level => dice.Chance(3)
            ? Array.Empty<Document>()
            : [.. Enumerable.Range(0, dice.Pick(1, 1, 2))
                .Select(number => Single(dice, kind, $"{kind}-{level}-{number}", isTrust))]),
    ];

    private static Document Single(Dice dice, DocumentKind kind, string name, bool isTrust)
    {
        int count = kind == DocumentKind.ServiceControl ? dice.Pick(0, 1, 1, 2) : dice.Pick(1, 1, 2, 2, 3, 4);
        int openPercent = kind switch
        {
            DocumentKind.ServiceControl => 80,
            DocumentKind.Boundary or DocumentKind.Session => 55,
            _ => 8,
        };
        return new Document(name, Text(dice, new(kind, IsNarrow: false, isTrust), count, openPercent));
    }

    private static string Text(Dice dice, Drawing drawing, int count, int openPercent) =>
        StatementShapes.Document(dice, drawing, count, openPercent);

    private static Question Question(Dice dice, bool isTrust, bool isSession)
    {
        Question caller = Cast.Caller(dice, isTrust, isSession);
        return caller with
        {
            Action = ActionShapes.Concrete(dice, isTrust),
            Resource = isTrust
                ? dice.Pick(RoleArn, RoleArn, Cast.PathRoleArn, $"arn:aws:iam::{There}:role/R")
                : ResourceShapes.Concrete(dice),
            ResourceAccount = dice.Pick(Here, Here, There, null, null),
            RequiresResourcePolicyGrant = dice.Chance(4),
            Context = ConditionShapes.Context(dice),
        };
    }
}
