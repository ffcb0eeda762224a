"""One exception for each reason code. Generated from sql/reasons.csv: `bo rpc errors`."""

from bo_cli.client.errors import ReasonError


class AccountNotActiveError(ReasonError):
    """The session belongs to no active person."""

    code = "ACCOUNT_NOT_ACTIVE"
    http = 403


class AlreadyCollaboratorError(ReasonError):
    """This address belongs to somebody who has joined already."""

    code = "ALREADY_COLLABORATOR"
    http = 409


class AlreadyMemberError(ReasonError):
    """The user of the platform belongs to this cohort already."""

    code = "ALREADY_MEMBER"
    http = 400


class AlreadyMergedError(ReasonError):
    """The visitor or topic was merged into another one before."""

    code = "ALREADY_MERGED"
    http = 409


class ApiKeyRefusedError(ReasonError):
    """There is no such API key or it has ended."""

    code = "API_KEY_REFUSED"
    http = 401


class AppendOnlyError(ReasonError):
    """The audit log and its chain are never changed; of a fee rule only the end."""

    code = "APPEND_ONLY"
    http = 403


class ApprovalClosedError(ReasonError):
    """The request was approved already or has expired."""

    code = "APPROVAL_CLOSED"
    http = 409


class ArchiveDiffersError(ReasonError):
    """The file that was written is not the part that was handed out."""

    code = "ARCHIVE_DIFFERS"
    http = 409


class BackfillOverlapsError(ReasonError):
    """A part of that time was filled in at Amplitude before."""

    code = "BACKFILL_OVERLAPS"
    http = 400


class BatchTooLargeError(ReasonError):
    """The batch holds more entries than are taken at once."""

    code = "BATCH_TOO_LARGE"
    http = 400


class ClaimLostError(ReasonError):
    """Another worker holds this outbox message."""

    code = "CLAIM_LOST"
    http = 409


class ClientArchivedError(ReasonError):
    """The client is archived."""

    code = "CLIENT_ARCHIVED"
    http = 409


class ClientExistsError(ReasonError):
    """There is a client of this name already."""

    code = "CLIENT_EXISTS"
    http = 409


class CohortExistsError(ReasonError):
    """A cohort of the domain has this name or this priority."""

    code = "COHORT_EXISTS"
    http = 409


class CommissionRuleClosedError(ReasonError):
    """The rule of commissions has ended."""

    code = "COMMISSION_RULE_CLOSED"
    http = 409


class CommissionRuleOverlapsError(ReasonError):
    """There is a rule of commissions of the same level and tier at that time."""

    code = "COMMISSION_RULE_OVERLAPS"
    http = 400


class DomainExistsError(ReasonError):
    """The domain has a client already."""

    code = "DOMAIN_EXISTS"
    http = 409


class DonationBookedError(ReasonError):
    """Money came with this donation so it is refunded and not deleted."""

    code = "DONATION_BOOKED"
    http = 409


class EventTypeUsedError(ReasonError):
    """The log has events of this kind."""

    code = "EVENT_TYPE_USED"
    http = 409


class ExportExpiredError(ReasonError):
    """The export has expired or was dropped."""

    code = "EXPORT_EXPIRED"
    http = 410


class FeeGapError(ReasonError):
    """A platform would be without a fee for a while."""

    code = "FEE_GAP"
    http = 400


class FeeRuleClosedError(ReasonError):
    """The fee rule has ended."""

    code = "FEE_RULE_CLOSED"
    http = 409


class FeeRuleOverlapsError(ReasonError):
    """There is a fee rule of the same scope at that time."""

    code = "FEE_RULE_OVERLAPS"
    http = 400


class GuardianOverlapsError(ReasonError):
    """The case has a primary guardian at that time or this guardian has it already."""

    code = "GUARDIAN_OVERLAPS"
    http = 400


class InvalidConfigError(ReasonError):
    """Settings do not suit their schema; the message begins with the JSON Pointer of the bad
    value."""

    code = "INVALID_CONFIG"
    http = 400


class InvalidInputError(ReasonError):
    """An argument is malformed; the message starts with its name."""

    code = "INVALID_INPUT"
    http = 400


class InvitationClosedError(ReasonError):
    """The invitation was accepted or cancelled already."""

    code = "INVITATION_CLOSED"
    http = 409


class InvitationExpiredError(ReasonError):
    """There is no open invitation for this person."""

    code = "INVITATION_EXPIRED"
    http = 403


class InviteCodeClosedError(ReasonError):
    """The invite code is switched off or has not begun or has ended."""

    code = "INVITE_CODE_CLOSED"
    http = 409


class InviteCodeFullError(ReasonError):
    """The invite code has no slot left."""

    code = "INVITE_CODE_FULL"
    http = 409


class InviteCodeTakenError(ReasonError):
    """An invite code of the domain reads the same."""

    code = "INVITE_CODE_TAKEN"
    http = 409


class KeyEndedError(ReasonError):
    """The API key was revoked or has expired."""

    code = "KEY_ENDED"
    http = 409


class LastAdminError(ReasonError):
    """The last active admin stays."""

    code = "LAST_ADMIN"
    http = 403


class MandatoryNotificationError(ReasonError):
    """This notification cannot be switched off."""

    code = "MANDATORY_NOTIFICATION"
    http = 400


class NotConfiguredError(ReasonError):
    """The settings of this environment lack what the operation needs."""

    code = "NOT_CONFIGURED"
    http = 409


class NotConnectedError(ReasonError):
    """The connection is ended or broken."""

    code = "NOT_CONNECTED"
    http = 409


class NotForThisEnvironmentError(ReasonError):
    """Demo data is refused outside local and test."""

    code = "NOT_FOR_THIS_ENVIRONMENT"
    http = 403


class NotFoundError(ReasonError):
    """There is no such row or the caller may not see it."""

    code = "NOT_FOUND"
    http = 500


class NotInvitedError(ReasonError):
    """The account belongs to no invited person."""

    code = "NOT_INVITED"
    http = 403


class NotRevertibleError(ReasonError):
    """The row or entry holds nothing that may be brought back from the audit log."""

    code = "NOT_REVERTIBLE"
    http = 400


class NotYourselfError(ReasonError):
    """Nobody changes the own access."""

    code = "NOT_YOURSELF"
    http = 403


class NoPlatformFeeError(ReasonError):
    """The platform has no fee at that time."""

    code = "NO_PLATFORM_FEE"
    http = 409


class OauthStateExpiredError(ReasonError):
    """The connection was begun more than ten minutes ago."""

    code = "OAUTH_STATE_EXPIRED"
    http = 410


class OauthStateRefusedError(ReasonError):
    """This person did not begin this connection."""

    code = "OAUTH_STATE_REFUSED"
    http = 403


class OauthStateUsedError(ReasonError):
    """The state was used already."""

    code = "OAUTH_STATE_USED"
    http = 409


class OrderFilledError(ReasonError):
    """Something of the order was traded or it waits no more."""

    code = "ORDER_FILLED"
    http = 409


class OtherPortalConnectedError(ReasonError):
    """The domain is connected to another account of the service."""

    code = "OTHER_PORTAL_CONNECTED"
    http = 409


class PayoutHeldError(ReasonError):
    """Nothing is paid out to the user now."""

    code = "PAYOUT_HELD"
    http = 409


class PermissionDeniedError(ReasonError):
    """The caller lacks the permission that the message names."""

    code = "PERMISSION_DENIED"
    http = 403


class PlatformFeeNeededError(ReasonError):
    """What holds for the whole platform is replaced and never closed."""

    code = "PLATFORM_FEE_NEEDED"
    http = 409


class PostRequiredError(ReasonError):
    """A request with an API key calls functions with POST."""

    code = "POST_REQUIRED"
    http = 405


class ProgrammeExistsError(ReasonError):
    """A programme of the domain has this name."""

    code = "PROGRAMME_EXISTS"
    http = 409


class ProgrammeRunningError(ReasonError):
    """Another programme of the domain runs."""

    code = "PROGRAMME_RUNNING"
    http = 409


class RankTooLowError(ReasonError):
    """The person or role does not rank below the caller, or the role ranks above."""

    code = "RANK_TOO_LOW"
    http = 403


class RateLimitedError(ReasonError):
    """The API key has made as many requests as it may in a minute."""

    code = "RATE_LIMITED"
    http = 429


class ReasonRequiredError(ReasonError):
    """This operation wants the argument reason."""

    code = "REASON_REQUIRED"
    http = 400


class ReferralCycleError(ReasonError):
    """Nobody brings himself or one of those who brought him."""

    code = "REFERRAL_CYCLE"
    http = 409


class ReferrerFixedError(ReasonError):
    """Somebody else has brought the user of the platform which is final."""

    code = "REFERRER_FIXED"
    http = 409


class RevertConflictError(ReasonError):
    """An earlier value is taken by another row or no longer allowed."""

    code = "REVERT_CONFLICT"
    http = 409


class RoleExistsError(ReasonError):
    """There is a role with this key already."""

    code = "ROLE_EXISTS"
    http = 409


class RoleIsDomainBoundError(ReasonError):
    """The role is never held over all domains."""

    code = "ROLE_IS_DOMAIN_BOUND"
    http = 403


class RoleNotInvitableError(ReasonError):
    """People of this role register themselves."""

    code = "ROLE_NOT_INVITABLE"
    http = 400


class SectionArchivedError(ReasonError):
    """The section is archived."""

    code = "SECTION_ARCHIVED"
    http = 409


class SectionExistsError(ReasonError):
    """There is a section with this slug and language already."""

    code = "SECTION_EXISTS"
    http = 409


class StaffFieldError(ReasonError):
    """The change would touch what is set by staff alone."""

    code = "STAFF_FIELD"
    http = 403


class StaleVersionError(ReasonError):
    """The row has changed since the caller read it."""

    code = "STALE_VERSION"
    http = 500


class StepUpRequiredError(ReasonError):
    """A recent second factor or passkey is needed."""

    code = "STEP_UP_REQUIRED"
    http = 403


class SyncDisabledError(ReasonError):
    """The synchronisation is switched off."""

    code = "SYNC_DISABLED"
    http = 409


class SyncEndedError(ReasonError):
    """The run has ended."""

    code = "SYNC_ENDED"
    http = 409


class SyncRunningError(ReasonError):
    """The synchronisation has a run that has not ended."""

    code = "SYNC_RUNNING"
    http = 409


class SystemRoleError(ReasonError):
    """The roles of the product keep their permissions."""

    code = "SYSTEM_ROLE"
    http = 403


class TagChosenError(ReasonError):
    """The user of the platform has chosen a tag before."""

    code = "TAG_CHOSEN"
    http = 409


class TagTakenError(ReasonError):
    """Another user of the domain has this tag."""

    code = "TAG_TAKEN"
    http = 409


class TicketClosedError(ReasonError):
    """The ticket is closed for good."""

    code = "TICKET_CLOSED"
    http = 409


class TopicExistsError(ReasonError):
    """There is or was a topic of this name already."""

    code = "TOPIC_EXISTS"
    http = 409


class TransitionNotAllowedError(ReasonError):
    """It may not go from its status to that one or not by whoever asks."""

    code = "TRANSITION_NOT_ALLOWED"
    http = 409


class VaultMissingError(ReasonError):
    """The database has no vault for secrets."""

    code = "VAULT_MISSING"
    http = 503


REASONS: dict[str, type[ReasonError]] = {kind.code: kind for kind in ReasonError.__subclasses__()}
