using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>The rules of passwords.</summary>
internal sealed class LoginProfiles(
    AccountBooks books, LastUsedRecorder lastUsed, IOptions<PasswordHasherOptions> hashing) : IIamLoginProfiles
{
    private const int HashedLength = 32;

    private readonly PasswordHasher<IamUser> _hasher = new(hashing);
    private readonly Lazy<string> _hashOfNobody = new(() => HashOfNobody(hashing));

    public Task<IamCommitted<LoginProfile>> CreateAsync(
        IamCall call, string userName, string password, bool isResetRequired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        return books.WriteAsync(
            call,
            "iam:CreateLoginProfile",
            async edit =>
            {
                IamUser user = await edit.UserAsync(userName, cancellationToken);
                if (await FindAsync(edit, user, cancellationToken) is not null)
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists, $"Login Profile for user {user.Name} already exists.");
                }

                IamAccount account = await edit.AccountAsync(cancellationToken);
                PasswordRules.Check(account.PasswordPolicy, account, user.Name, password);
                DateTimeOffset now = books.Now;
                var made = new LoginProfile
                {
                    AccountId = call.AccountId,
                    UserName = user.Name,
                    PasswordHash = _hasher.HashPassword(user, password),
                    IsResetRequired = isResetRequired,
                    CreatedAt = now,
                    ChangedAt = now,
                };
                edit.Touch(user.Key);
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public async Task<LoginProfile> GetAsync(IamCall call, string userName, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        IamUser user = await view.UserAsync(userName, cancellationToken);
        return await RequireAsync(view, user, cancellationToken);
    }

    public Task<long> UpdateAsync(
        IamCall call,
        string userName,
        string? newPassword,
        bool? resetRequired,
        CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:UpdateLoginProfile",
            async edit =>
            {
                IamUser user = await edit.UserAsync(userName, cancellationToken);
                LoginProfile profile = await RequireAsync(edit, user, cancellationToken);
                IamAccount account = await edit.AccountAsync(cancellationToken);
                LoginProfile next = newPassword is null ? profile : WithPassword(profile, account, user, newPassword);
                edit.Put(next with { IsResetRequired = resetRequired ?? profile.IsResetRequired });
            },
            cancellationToken);

    public Task<long> ChangeAsync(
        IamCall call, string userName, string oldPassword, string newPassword, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(oldPassword);
        ArgumentNullException.ThrowIfNull(newPassword);
        return books.WriteAsync(
            call,
            "iam:ChangePassword",
            async edit =>
            {
                IamUser user = await edit.UserAsync(userName, cancellationToken);
                LoginProfile profile = await RequireAsync(edit, user, cancellationToken);
                if (!Has(profile.PasswordHash, user, oldPassword))
                {
                    throw IamErrors.Denied("The old password was incorrect.");
                }

                IamAccount account = await edit.AccountAsync(cancellationToken);
                edit.Put(WithPassword(profile, account, user, newPassword) with { IsResetRequired = false });
            },
            cancellationToken);
    }

    public async Task<PasswordVerification> VerifyAsync(
        IamCall call, string userName, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        AccountView view = await books.ReadAsync(call, cancellationToken);
        var user = await view.FindAsync<IamUser>(
            IamEntityKey.User(view.AccountId, userName), cancellationToken);
        LoginProfile? profile = user is null ? null : await FindAsync(view, user, cancellationToken);

        // WHY a hash also for nobody: how long the answer takes must not tell who has a password.
        bool isRight = Has(profile?.PasswordHash ?? _hashOfNobody.Value, user!, password);
        if (profile is null || !isRight)
        {
            return new PasswordVerification(PasswordStatus.Wrong, ExpiresAt: null);
        }

        IamAccount account = await view.AccountAsync(cancellationToken);
        PasswordVerification verified = PasswordRules.Verify(account.PasswordPolicy, profile, books.Now);
        if (verified.Status == PasswordStatus.Valid && user!.UniqueId is { } id)
        {
            lastUsed.Record(id);
        }

        return verified;
    }

    public Task<long> DeleteAsync(IamCall call, string userName, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteLoginProfile",
            async edit =>
            {
                IamUser user = await edit.UserAsync(userName, cancellationToken);
                edit.Delete((await RequireAsync(edit, user, cancellationToken)).Key);
            },
            cancellationToken);

    private static Task<LoginProfile?> FindAsync(
        AccountView view, IamUser user, CancellationToken cancellationToken) =>
        view.FindAsync<LoginProfile>(IamEntityKey.LoginProfile(view.AccountId, user.Name), cancellationToken);

    private static async Task<LoginProfile> RequireAsync(
        AccountView view, IamUser user, CancellationToken cancellationToken) =>
        await FindAsync(view, user, cancellationToken) ?? throw IamErrors.MissingLoginProfile(user.Name);

    private LoginProfile WithPassword(LoginProfile profile, IamAccount account, IamUser user, string password)
    {
        PasswordRules.Check(account.PasswordPolicy, account, user.Name, password);
        int remembered = account.PasswordPolicy?.ReusePrevention ?? 0;
        IEnumerable<string> earlier = profile.EarlierHashes.Prepend(profile.PasswordHash).Take(remembered);
        if (earlier.Any(hash => Has(hash, user, password)))
        {
            throw PasswordRules.Violation(
                "Password does not conform to the account password policy: it was used before");
        }

        return profile with
        {
            PasswordHash = _hasher.HashPassword(user, password),
            ChangedAt = books.Now,
            EarlierHashes =
            [
                .. profile.EarlierHashes.Prepend(profile.PasswordHash).Take(PasswordRules.ReusePreventionMax),
            ],
        };
    }

    private static string HashOfNobody(IOptions<PasswordHasherOptions> hashing) =>
        new PasswordHasher<IamUser>(hashing).HashPassword(null!, RandomNumberGenerator.GetHexString(HashedLength));

    private bool Has(string hash, IamUser user, string password) =>
        _hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;
}
