namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A folder of policy files with one user, <c>alice</c>; deleted in the end.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iam");
    private readonly string _alice;

    public PolicyFolder(string alice)
    {
        string users = System.IO.Path.Combine(Path, TestApp.Account, "users");
        Directory.CreateDirectory(users);
        _alice = System.IO.Path.Combine(users, "alice.json");
        Write(alice);
    }

    public string Path => _folder.FullName;

    /// <summary>The user, allowed one action.</summary>
    public static string Alice(string allowed, string path = "/") =>
        $$"""
        {
          "UserName": "alice",
          "Path": "{{path}}",
          "UserPolicyList": [
            {
              "PolicyName": "Own",
              "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": { "Effect": "Allow", "Action": "{{allowed}}", "Resource": "*" }
              }
            }
          ]
        }
        """;

    public void Write(string alice) => File.WriteAllText(_alice, alice);

    public void Dispose() => _folder.Delete(recursive: true);
}
