using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What a password is good for when somebody signs in with it.</summary>
public sealed class SignIns
{
    private const string Good = "Correct-horse-7";
    private const int Days = 90;

    public static TheoryData<int, bool, bool, int, PasswordStatus> Situations => new()
    {
        // Expires after, hard, reset required, days since it was set.
        { 0, false, false, 5_000, PasswordStatus.Valid },
        { 0, true, false, 5_000, PasswordStatus.Valid },
        { 0, false, true, 0, PasswordStatus.ResetRequired },
        { Days, false, false, Days - 1, PasswordStatus.Valid },
        { Days, false, false, Days, PasswordStatus.Expired },
        { Days, false, true, Days, PasswordStatus.ResetRequired },
        { Days, true, false, Days - 1, PasswordStatus.Valid },
        { Days, true, false, Days, PasswordStatus.ExpiredForGood },
        { Days, true, true, Days, PasswordStatus.ExpiredForGood },
        { Days, true, true, 0, PasswordStatus.ResetRequired },
    };

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task RightPassword_IsGoodFor(
        int ageMaxDays, bool isExpiryHard, bool isResetRequired, int ageDays, PasswordStatus status)
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Accounts.SetPasswordPolicyAsync(
            Call, new PasswordPolicy { AgeMaxDays = ageMaxDays, IsExpiryHard = isExpiryHard }, None);
        LoginProfile made = (await world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired, None)).Value;

        world.Clock.Advance(TimeSpan.FromDays(ageDays));
        PasswordVerification verified = await world.Passwords.VerifyAsync(Call, "ALICE", Good, None);

        DateTimeOffset? expiresAt = ageMaxDays == 0 ? null : made.ChangedAt.AddDays(ageMaxDays);
        Assert.Equal(new PasswordVerification(status, expiresAt), verified);
        IamLastUse? lastUse = await world.Get<IIamLastUsed>().OfPasswordAsync(Call, "alice", None);
        Assert.Equal(status == PasswordStatus.Valid, lastUse is not null);
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("alice", "")]
    [InlineData("alice", Good + " ")]
    [InlineData("alice", "correct-horse-7")]
    [InlineData("without", Good)]
    [InlineData("nobody", Good)]
    [InlineData("", Good)]
    public async Task WrongPassword_AndNobody_CannotBeToldApart(string userName, string password)
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.UserAsync("without");
        await world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired: true, None);

        PasswordVerification verified = await world.Passwords.VerifyAsync(Call, userName, password, None);

        Assert.Equal(new PasswordVerification(PasswordStatus.Wrong, null), verified);
    }

    [Fact]
    public async Task AnotherPasswordChosen_OldOneIsWrong_AndTheNewOneLastsAsLong()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Accounts.SetPasswordPolicyAsync(
            Call, new PasswordPolicy { AgeMaxDays = Days, ReusePrevention = 1 }, None);
        await world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired: true, None);
        world.Clock.Advance(TimeSpan.FromDays(Days));

        await RefusedAsync(
            IamErrorCodes.PasswordPolicyViolation,
            "Password does not conform to the account password policy: it was used before",
            () => world.Passwords.ChangeAsync(Call, "alice", Good, Good, None));
        await world.Passwords.ChangeAsync(Call, "alice", Good, Good + "8", None);
        PasswordVerification old = await world.Passwords.VerifyAsync(Call, "alice", Good, None);
        PasswordVerification chosen = await world.Passwords.VerifyAsync(Call, "alice", Good + "8", None);

        Assert.Equal(PasswordStatus.Wrong, old.Status);
        Assert.Equal(
            new PasswordVerification(
                PasswordStatus.Valid, Start.AddMilliseconds(-500).AddDays(2 * Days)),
            chosen);
    }

    [Fact]
    public async Task ExpiredForGood_AdministratorSetsAnother()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Accounts.SetPasswordPolicyAsync(
            Call, new PasswordPolicy { AgeMaxDays = 1, IsExpiryHard = true }, None);
        await world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired: false, None);
        world.Clock.Advance(TimeSpan.FromDays(1));

        await world.Passwords.UpdateAsync(Call, "alice", Good + "8", resetRequired: true, None);

        Assert.Equal(
            PasswordStatus.ResetRequired,
            (await world.Passwords.VerifyAsync(Call, "alice", Good + "8", None)).Status);
    }

    [Fact]
    public async Task SignIn_ChangesNothingInTheStore()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired: false, None);
        int entries = (await world.LogAsync()).Count;

        await world.Passwords.VerifyAsync(Call, "alice", Good, None);
        await world.Get<LastUsedRecorder>().FlushAsync(None);

        Assert.Equal(entries, (await world.LogAsync()).Count);
    }
}
