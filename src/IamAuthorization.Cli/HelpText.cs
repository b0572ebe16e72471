namespace IamAuthorization.Cli;

/// <summary>The formats that <c>--help</c> of a command explains.</summary>
internal static class HelpText
{
    /// <summary>Cases and answers of <c>iam simulate</c>.</summary>
    public const string Simulate = """
        A case:
          {"id":"c1","principal":"arn:aws:iam::111122223333:user/alice",
           "action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111122223333",
           "context":{"aws:SourceIp":"203.0.113.7","aws:TagKeys":["a","b"]},
           "identityPolicies":[{"name":"p","policy":{...}}],
           "permissionsBoundaries":[{"name":"b","policy":{...}}],
           "sessionPolicy":{...}, "resourcePolicy":{...},
           "serviceControlPolicies":[{"level":"root","policies":[{"name":"s","policy":{...}}]}],
           "resourceControlPolicies":[{"level":"root","policies":[{"name":"r","policy":{...}}]}]}
        Only id, principal, action and resource are required; a case is one line without breaks.

        The principal is the ARN of a user, a root user, an assumed-role session or a federated user, or
        {"type":"Anonymous"}, or the name of a service like "events.amazonaws.com". A role session may name its role
        in "roleArn", a federated user its user in "userArn". A context value is a string, a number, a boolean or an
        array of them; an array without elements is a key without values.

        An answer:
          {"id":"c1","decision":"Allow","reason":"...","decidedBy":"identity-based policy",
           "matched":[{"policy":"p","statement":0,"sid":null,"effect":"Allow"}]}
        A case that cannot be decided: {"id":"c1","error":{"code":"MalformedPolicyDocument","message":"..."}}

        The exit code is 0 even when cases answer with an error.
        """;

    /// <summary>Results of <c>iam validate</c>.</summary>
    public const string Validate = """
        A result:
          {"id":"...","valid":true,"findings":[{"code":"...","severity":"warning","path":"/Statement/0/Action",
           "line":3,"column":5,"message":"..."}]}
        An invalid document also has "error":{"code":"MalformedPolicyDocument","message":"..."}.

        The exit code is 1 if any document is invalid, 2 if the command line is not understood.
        """;
}
