using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>
/// The tables. Text is compared byte by byte. Rows of entities and references hold from revision to revision, so that
/// a snapshot reads as of its revision whatever is committed meanwhile.
/// </summary>
internal abstract class IamDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsTable = "iam_migration";

    public DbSet<EntityRow> Entities => Set<EntityRow>();

    public DbSet<ReferenceRow> References => Set<ReferenceRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<ChangeKeyRow> ChangeKeys => Set<ChangeKeyRow>();

    public DbSet<StateRow> States => Set<StateRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<EntityRow>(ConfigureEntities);
        modelBuilder.Entity<ReferenceRow>(ConfigureReferences);
        modelBuilder.Entity<ChangeRow>(ConfigureChanges);
        modelBuilder.Entity<ChangeKeyRow>(ConfigureChangeKeys);
        modelBuilder.Entity<StateRow>(ConfigureState);
    }

    private static void ConfigureEntities(EntityTypeBuilder<EntityRow> table)
    {
        table.ToTable("iam_entity");
        table.HasKey(row => new { row.Kind, row.AccountId, row.NameKey, row.FromRevision }).HasName("pk_iam_entity");
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.AccountId).HasColumnName("account");
        table.Property(row => row.NameKey).HasColumnName("name_key");
        table.Property(row => row.FromRevision).HasColumnName("from_revision");
        table.Property(row => row.ToRevision).HasColumnName("to_revision");
        table.Property(row => row.Name).HasColumnName("name");
        table.Property(row => row.UniqueId).HasColumnName("unique_id");
        table.Property(row => row.Body).HasColumnName("body");

        // WHY not only what is in force: a snapshot asks for ids as of its revision.
        table.HasIndex(row => row.UniqueId, "ix_iam_entity_unique_id").HasFilter("unique_id IS NOT NULL");
        table.HasIndex(row => row.ToRevision, "ix_iam_entity_to_revision").HasFilter("to_revision IS NOT NULL");
    }

    private static void ConfigureReferences(EntityTypeBuilder<ReferenceRow> table)
    {
        table.ToTable("iam_reference");
        table.HasKey(row => new
        {
            row.TargetKind,
            row.TargetAccountId,
            row.TargetNameKey,
            row.ReferrerKind,
            row.ReferrerAccountId,
            row.ReferrerNameKey,
            row.Reference,
            row.FromRevision,
        }).HasName("pk_iam_reference");
        table.Property(row => row.TargetKind).HasColumnName("target_kind");
        table.Property(row => row.TargetAccountId).HasColumnName("target_account");
        table.Property(row => row.TargetNameKey).HasColumnName("target_name_key");
        table.Property(row => row.ReferrerKind).HasColumnName("referrer_kind");
        table.Property(row => row.ReferrerAccountId).HasColumnName("referrer_account");
        table.Property(row => row.ReferrerNameKey).HasColumnName("referrer_name_key");
        table.Property(row => row.ReferrerName).HasColumnName("referrer_name");
        table.Property(row => row.Reference).HasColumnName("reference");
        table.Property(row => row.FromRevision).HasColumnName("from_revision");
        table.Property(row => row.ToRevision).HasColumnName("to_revision");
        table.HasIndex(
            row => new { row.ReferrerKind, row.ReferrerAccountId, row.ReferrerNameKey }, "ix_iam_reference_referrer");
        table.HasIndex(row => row.ToRevision, "ix_iam_reference_to_revision").HasFilter("to_revision IS NOT NULL");
    }

    private static void ConfigureChanges(EntityTypeBuilder<ChangeRow> table)
    {
        table.ToTable("iam_change");
        table.HasKey(row => row.Revision).HasName("pk_iam_change");
        table.Property(row => row.Revision).HasColumnName("revision").ValueGeneratedNever();
        table.Property(row => row.AccountId).HasColumnName("account");
        table.Property(row => row.Sequence).HasColumnName("sequence");
        table.Property(row => row.At).HasColumnName("at");
        table.Property(row => row.Action).HasColumnName("action");
        table.Property(row => row.PrincipalArn).HasColumnName("principal_arn");
        table.Property(row => row.PreviousHash).HasColumnName("previous_hash");
        table.Property(row => row.Hash).HasColumnName("hash");
        table.Property(row => row.Body).HasColumnName("body");
        table.HasIndex(row => new { row.AccountId, row.Sequence }, "ux_iam_change_account_sequence").IsUnique();
        table.HasIndex(row => new { row.AccountId, row.Revision }, "ix_iam_change_account_revision");
        table.HasIndex(row => new { row.PrincipalArn, row.Revision }, "ix_iam_change_principal_arn");
        table.HasIndex(row => new { row.AccountId, row.Action, row.Revision }, "ix_iam_change_account_action");
        table.HasIndex(row => row.At, "ix_iam_change_at");
    }

    private static void ConfigureChangeKeys(EntityTypeBuilder<ChangeKeyRow> table)
    {
        table.ToTable("iam_change_key");
        table.HasKey(row => new { row.Kind, row.AccountId, row.NameKey, row.Revision }).HasName("pk_iam_change_key");
        table.Property(row => row.Kind).HasColumnName("kind");
        table.Property(row => row.AccountId).HasColumnName("account");
        table.Property(row => row.NameKey).HasColumnName("name_key");
        table.Property(row => row.Revision).HasColumnName("revision");
        table.Property(row => row.Name).HasColumnName("name");
        table.Property(row => row.IsContent).HasColumnName("is_content");
        table.HasIndex(row => row.Revision, "ix_iam_change_key_revision");
    }

    private static void ConfigureState(EntityTypeBuilder<StateRow> table)
    {
        table.ToTable("iam_state");
        table.HasKey(row => row.Id).HasName("pk_iam_state");
        table.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        table.Property(row => row.Revision).HasColumnName("revision");
        table.Property(row => row.PrunedRevision).HasColumnName("pruned_revision");
        table.HasData(new StateRow());
    }
}
