using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using IamAuthorization.Benchmarks.Corpora;
using IamAuthorization.Benchmarks.Http;
using IamAuthorization.Benchmarks.Limits;
using IamAuthorization.Benchmarks.Scale;
using IamAuthorization.Benchmarks.Survival;
using IamAuthorization.Benchmarks.Workloads;
using IamAuthorization.Policies;

const string Help = """
    Measures decisions.

    workloads --workloads DIR --out FILE [--round-ms N] [--rounds N] [--check-ms N] [--only W1,W2,...]
        Runs the workloads of DIR, one JSON file each, and writes the figures to FILE. For each workload and peer:
        check answers in order for at most --check-ms (default 2000; 0: not at all), warm up, then --rounds rounds
        (default 5) of --round-ms each (default 1000). Peers: `project`, and `floor-frozen`, the floor F of two
        dictionary look-ups and a comparison. Times are multiples of F; `rel` is nanoseconds per decision in steps of a
        xorshift loop timed around the round; `min` and `max` are nanoseconds per decision. Exit code 1 when an answer
        was wrong.

    documents FILE...
        Reads, compiles, writes and reads again every `document` of JSON Lines files, gzipped or not; prints total times
        and peak memory. Exit code 1 when one was refused or changed.

    http [--rounds N] [--requests N] [--connections N] [--warm-up-ms N] [--only V1,V2,...] [--out FILE]
        CPU time of the server process per request to one hello-world endpoint on loopback, guarded in different ways:
        `anonymous`; a scheme that does nothing as `noop-authentication`; stock JwtBearer as `jwt-hs256`, `jwt-rs256`
        and, with a requirement whose handler does nothing, `noop-requirement`, with a claim required, `require-claim`;
        `require-iam`, where IAM decides behind the same authentication; `iam-bearer` with an access token of the app's
        own STS, `iam-bearer-cold` without its cache, `iam-bearer-require-iam` with an IAM decision. Each variant is a
        process of its own, warmed up (default 4000 ms); then each round (default 200) sends every variant one burst
        (default 500 requests over 8 connections), so short that a busy machine slows neighbours alike. `bytes` are
        allocated per request; `guard` is what a request costs beyond `anonymous`; ratios are
        medians of the rounds' ratios. --out writes JSON Lines.

    limits [--only worst,threads,changes] [--text N] [--stars N] [--rounds N] [--round-ms N] [--changes N]
        What no workload shows, on worlds of its own, with F in the same run. `worst`: a resource or value of --text
        characters (default 65536) against patterns of --stars wildcards (default 1000) that nearly match, and how the
        time grows with twice the text and twice the pattern. `threads`: how many times as much two threads decide as
        one, next to F; --rounds rounds (default 25) of --round-ms each (default 200). `changes`: how long after the
        commit of a changed policy (--changes of them, default 2000) another thread decides on it, and what that costs
        those who decide meanwhile. Exit code 1 when an answer was wrong.

    kill [--kills N] [--seed N] [--stores sqlite,postgres]
        Kills a process that writes to a store, --kills times (default 20) at random instants, and looks each time at
        what it left: every acknowledged commit is there, none is half there, the log has no gap and its hashes hold.
        PostgreSQL is a server of the benchmark's own. Exit code 1 when anything was wrong.

    outage [--outages N]
        Two nodes over PostgreSQL decide without pause while one grants and revokes and the server is stopped and
        started --outages times (default 3). Exit code 1 when anybody was allowed by what had been revoked longer ago
        than the node may be stale, or when a node did not go on by itself.

    freshness [--changes N]
        Two nodes over PostgreSQL: how long after a commit was acknowledged on one the other knows of it, over --changes
        commits (default 1000); once as it is, and once with notifications cut.

    scale [--users N] [--policies N] [--groups N] [--asked N] [--cached N] [--starts N] [--commit N]
          [--warm-ms N] [--stores sqlite,postgres] [--out FILE]
        An account of --users users (default 100000), --policies managed policies (default 10000) and --groups groups
        (default 1000), put into a store in commits of --commit entities (default 5000). Each user has 3 policies and is
        in 2 groups, each group has 5 policies. Measured: the import; from building a host to its first decision, in
        --starts new processes (default 3) and in a warm one, next to a store with one user; the first decision about
        each of --asked users (default 2000), its queries and their plans; a decision about a user in memory, in 15
        rounds of --warm-ms each (default 200); what --cached users in memory weigh (default 20000); a cache bounded to
        a twentieth of them. --out writes JSON Lines. Exit code 1 when an answer was wrong, a plan had a scan, or the
        cache outgrew its bound.

    micro [BenchmarkDotNet arguments]
        Runs the BenchmarkDotNet suites: parse, compile, decide, decide by shape of the resource, adversarial patterns.
        `micro --list flat` names them; `micro --filter '*Decide*' --job short --inProcess` is a quick look.
    """;

switch (args)
{
    case ["workloads", .. var arguments]:
        if (WorkloadOptions.TryParse(arguments, out WorkloadOptions? options, out string? problem))
        {
            return WorkloadRunner.Run(options, Console.Out);
        }

        Console.Error.WriteLine($"{problem}\n\n{Help}");
        return 2;
    case ["documents", .. { Length: > 0 } files]:
        return new CorpusRunner(Console.Out).Run(files);
    case ["http", .. var arguments]:
        if (HttpOptions.TryParse(arguments, out HttpOptions? http, out string? wrong))
        {
            await HttpRunner.RunAsync(http, Console.Out);
            return 0;
        }

        Console.Error.WriteLine($"{wrong}\n\n{Help}");
        return 2;
    case ["limits", .. var arguments]:
        if (LimitsOptions.TryParse(arguments, out LimitsOptions? limits, out string? fault))
        {
            return await LimitsRunner.RunAsync(limits, Console.Out);
        }

        Console.Error.WriteLine($"{fault}\n\n{Help}");
        return 2;
    case ["kill", .. var arguments]:
        if (KillOptions.TryParse(arguments, out KillOptions? kill, out string? mistake))
        {
            return await KillRunner.RunAsync(kill, Console.Out);
        }

        Console.Error.WriteLine($"{mistake}\n\n{Help}");
        return 2;
    case ["outage"]:
        return await OutageRunner.RunAsync(3, Console.Out);
    case ["outage", "--outages", var outages]:
        return await OutageRunner.RunAsync(int.Parse(outages, CultureInfo.InvariantCulture), Console.Out);
    case ["freshness"]:
        return await FreshnessRunner.RunAsync(1_000, Console.Out);
    case ["freshness", "--changes", var changes]:
        return await FreshnessRunner.RunAsync(int.Parse(changes, CultureInfo.InvariantCulture), Console.Out);
    case ["scale", .. var arguments]:
        if (ScaleOptions.TryParse(arguments, out ScaleOptions? scale, out string? error))
        {
            return await ScaleRunner.RunAsync(scale, Console.Out);
        }

        Console.Error.WriteLine($"{error}\n\n{Help}");
        return 2;
    case ["scale-start", "--store", var store, "--connection", var connection, "--user", var user, "--page", var page]:
        await ScaleStart.RunAsync(
            store, connection, new ScaleQuestion(Arn.Parse(user), Arn.Parse(page), IsAllowed: true), Console.Out);
        return 0;
    case ["storm", "--store", var store, "--connection", var connection,
        "--round", var round, "--prepares", var prepares]:
        await StormWriter.RunAsync(store, connection, round, bool.Parse(prepares));
        return 0;
    case ["serve-http", "--variant", var variant, "--port", var port]:
        await new HttpServer(variant).RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
        return 0;
    case ["micro", .. var arguments]:
        // WHY: a job builds the whole library with its analyzers; the stock two minutes are too few on two busy cores.
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly)
            .Run(arguments, ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15)));
        return 0;
    case ["help" or "--help" or "-h"]:
        Console.WriteLine(Help);
        return 0;
    default:
        Console.Error.WriteLine(Help);
        return 2;
}
