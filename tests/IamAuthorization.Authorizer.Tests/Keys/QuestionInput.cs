namespace IamAuthorization.Authorizer.Tests.Keys;

/// <summary>One thing that a question is made of, and the condition that only its usual value meets.</summary>
/// <param name="Name">The name.</param>
/// <param name="Condition">
/// The condition, as operator, key and value; null where another value is denied whatever the policies ask.
/// </param>
internal sealed record QuestionInput(string Name, (string Operator, string Key, string Value)? Condition = null)
{
    public const string Caller = "caller";
    public const string SessionName = "session name";
    public const string SessionTag = "session tag";
    public const string Mfa = "MFA";
    public const string MfaAge = "age of MFA";
    public const string Issued = "issue time";
    public const string Source = "source identity";
    public const string Provider = "provider";
    public const string SessionPolicy = "session policy";
    public const string SessionPolicyArn = "session policy ARN";
    public const string Expiry = "expiry";
    public const string UniqueId = "unique id";
    public const string Action = "action";
    public const string Resource = "resource";
    public const string Owner = "owner";
    public const string Tags = "resource tags";
    public const string Text = "text";
    public const string Number = "number";
    public const string Truth = "truth";
    public const string Date = "date";
    public const string Address = "address";
    public const string ArnValue = "ARN";
    public const string Texts = "texts";
    public const string Bytes = "bytes";
    public const string Absence = "absence";
    public const string RequestTag = "request tag";

    public static IReadOnlyList<QuestionInput> All { get; } =
    [
        new(Caller, ("StringLike", "aws:PrincipalArn", "*/first")),
        new(SessionName, ("StringLike", "aws:userid", "*:first")),
        new(SessionTag, ("StringEquals", "aws:PrincipalTag/team", "first")),
        new(Mfa, ("Bool", "aws:MultiFactorAuthPresent", "true")),
        new(MfaAge, ("NumericEqualsIfExists", "aws:MultiFactorAuthAge", "60")),
        new(Issued, ("DateEquals", "aws:TokenIssueTime", "2026-03-01T11:00:00Z")),
        new(Source, ("StringEquals", "aws:SourceIdentity", "first")),
        new(Provider, ("StringEquals", "aws:FederatedProvider", "first")),
        new(SessionPolicy),
        new(SessionPolicyArn),
        new(Expiry),
        new(UniqueId),
        new(Action),
        new(Resource),
        new(Owner),
        new(Tags, ("StringEquals", "aws:ResourceTag/team", "first")),
        new(Text, ("StringEquals", "orders:Text", "first")),
        new(Number, ("NumericEquals", "orders:Number", "1")),
        new(Truth, ("Bool", "orders:Truth", "true")),
        new(Date, ("DateEquals", "orders:Date", "2026-03-01T11:00:00Z")),
        new(Address, ("IpAddress", "aws:SourceIp", "192.0.2.1/32")),
        new(ArnValue, ("ArnEquals", "orders:Arn", "arn:aws:orders::111122223333:order/1")),
        new(Texts, ("ForAllValues:StringEquals", "orders:Texts", "first")),
        new(Bytes, ("BinaryEquals", "orders:Bytes", "AQ==")),
        new(Absence, ("Null", "orders:Absent", "true")),
        new(RequestTag, ("StringEquals", "aws:RequestTag/team", "first")),
    ];

    /// <summary>Whether only sessions of roles have it.</summary>
    public bool IsOfRoles => Name is SessionName or SessionPolicy or SessionPolicyArn;
}
