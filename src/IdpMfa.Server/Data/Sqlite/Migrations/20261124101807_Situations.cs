using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdpMfa.Server.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Situations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AuthenticationIdAtStart",
                table: "MfaInteractions");

            migrationBuilder.AddColumn<long>(
                name: "WrongCodeNoticeAt",
                table: "MfaSignInStates",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InteractionKey",
                table: "MfaSessions",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ProofCodeHash",
                table: "MfaPendingSignIns",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProofFailures",
                table: "MfaPendingSignIns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ProofSentAt",
                table: "MfaPendingSignIns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ProvedAt",
                table: "MfaPendingSignIns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "MfaPendingSignIns",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Detail",
                table: "MfaAuditEvents",
                type: "TEXT",
                maxLength: 512,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MfaAdminRecoveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    HashVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaAdminRecoveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaEnrolmentPasses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    HashVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaEnrolmentPasses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaKeyCanary",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    PlantedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaKeyCanary", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaKnownBrowsers",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaKnownBrowsers", x => new { x.UserId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "MfaMailAllowances",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: true),
                    SecondLast = table.Column<long>(type: "INTEGER", nullable: true),
                    ThirdLast = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaMailAllowances", x => new { x.UserId, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "MfaMailLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaMailLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaMailRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaMailRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaOutboxMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    TenantId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaOutboxMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaSpentSteps",
                columns: table => new
                {
                    FactorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<long>(type: "INTEGER", nullable: false),
                    SpentAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaSpentSteps", x => new { x.FactorId, x.Step });
                });

            migrationBuilder.CreateIndex(
                name: "IX_MfaAuditEvents_At",
                table: "MfaAuditEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_MfaAdminRecoveries_ExpiresAt",
                table: "MfaAdminRecoveries",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_MfaAdminRecoveries_Hash",
                table: "MfaAdminRecoveries",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MfaAdminRecoveries_UserId",
                table: "MfaAdminRecoveries",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_MfaEnrolmentPasses_ExpiresAt",
                table: "MfaEnrolmentPasses",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_MfaEnrolmentPasses_UserId",
                table: "MfaEnrolmentPasses",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_MfaKnownBrowsers_LastSeenAt",
                table: "MfaKnownBrowsers",
                column: "LastSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_MfaMailLinks_ExpiresAt",
                table: "MfaMailLinks",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_MfaMailLinks_Hash",
                table: "MfaMailLinks",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MfaMailLinks_UserId_Kind",
                table: "MfaMailLinks",
                columns: new[] { "UserId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_MfaMailRequests_AskedAt",
                table: "MfaMailRequests",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_MfaOutboxMails_SentAt_DueAt",
                table: "MfaOutboxMails",
                columns: new[] { "SentAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MfaSpentSteps_SpentAt",
                table: "MfaSpentSteps",
                column: "SpentAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MfaAdminRecoveries");

            migrationBuilder.DropTable(
                name: "MfaEnrolmentPasses");

            migrationBuilder.DropTable(
                name: "MfaKeyCanary");

            migrationBuilder.DropTable(
                name: "MfaKnownBrowsers");

            migrationBuilder.DropTable(
                name: "MfaMailAllowances");

            migrationBuilder.DropTable(
                name: "MfaMailLinks");

            migrationBuilder.DropTable(
                name: "MfaMailRequests");

            migrationBuilder.DropTable(
                name: "MfaOutboxMails");

            migrationBuilder.DropTable(
                name: "MfaSpentSteps");

            migrationBuilder.DropIndex(
                name: "IX_MfaAuditEvents_At",
                table: "MfaAuditEvents");

            migrationBuilder.DropColumn(
                name: "WrongCodeNoticeAt",
                table: "MfaSignInStates");

            migrationBuilder.DropColumn(
                name: "InteractionKey",
                table: "MfaSessions");

            migrationBuilder.DropColumn(
                name: "ProofCodeHash",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "ProofFailures",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "ProofSentAt",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "ProvedAt",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "Detail",
                table: "MfaAuditEvents");

            migrationBuilder.AddColumn<Guid>(
                name: "AuthenticationIdAtStart",
                table: "MfaInteractions",
                type: "TEXT",
                nullable: true);
        }
    }
}
