"""Which standing rules a setting may change: written from section 11 of the tables and from the rows that mark a field [complete].

Each entry is (setting, value, rules, when): a value that has to make a difference, the rules of the rows that section 11 names, and
the day on which it shows: on the day asked about, or early in the quadrennium.
"""
from settings_records import PLANNERS

ANY_DAY, EARLY = "any day", "early"


def rules(prefix, *names):
    return {f"{prefix}.{name}" for name in names}


ST_04 = rules("quadrennial_targets", "well_formed", "well_formed_chairs_office", "well_formed_gsp")
ST_06 = rules("quadrennial_targets", "focal_point", "focal_point_chairs_office", "focal_point_gsp")
ST_07 = rules("quadrennial_targets", "progress", "progress_of_authority")
ST_15_TO_17 = rules("consultation", "ahead", "back", "support")
ST_24_TO_26 = rules("authority", "group_delegation", "ssc_delegation", "iucn_delegation")
ST_30 = rules("serving_focal_points", "planning_member", "ex_situ_member")
ST_32 = rules("serving_focal_points", "planning_invitation", "ex_situ_invitation")
ST_33 = rules("serving_focal_points", "planning_joined", "ex_situ_joined")
ST_77_TO_79 = rules("papers", "leader", "steering_committee", "member", "cites_leader", "cites_member", "committee_leader",
                    "committee_member")
UPLOADS = rules("quadrennial_targets", "upload", "chairs_office", "gsp")
ISSUES, ENQUIRIES = {"partnerships.report_issue"}, {"members.enquiries"}


def table(now):
    """The entries for a network in whose current quadrennium the day is."""
    last_year = now["end"][:4]
    yield "report.due_on", "12-30", {"reporting.annual_report"}, ANY_DAY
    yield "targets.latest_due", f"{last_year}-01-02", ST_04, ANY_DAY
    yield "prompt.days", "2000", ST_32 | ISSUES | ENQUIRIES, ANY_DAY
    yield "group.large_size", "1", {"leadership.advisors"}, ANY_DAY
    yield "coi.refresh", "per term", {"leadership.declaration"}, ANY_DAY
    yield "speaking.delegation_lapses_with_delegator", "false", ST_24_TO_26, ANY_DAY
    yield "succession.consult_from_terms_served", "1", ST_15_TO_17, ANY_DAY
    yield "succession.count_partial_terms", "false", ST_15_TO_17, ANY_DAY
    yield "targets.upload_due_days", "7", UPLOADS, ANY_DAY
    yield "progress.due_on", "12-30", ST_07, ANY_DAY
    yield "committees.report_interval_months", "2", {"reporting.committee_report"}, ANY_DAY
    yield "succession.vacancy_days", "9", {"leadership.head"}, ANY_DAY
    yield "succession.consultation_lead_months", "1", {"consultation.ahead"}, ANY_DAY
    # Section 11 names ST-13; ST-14 asks for a declaration of ST-13, so it follows.
    yield "coi.lead_days", "300", {"leadership.declaration", "leadership.employed_by_host"}, ANY_DAY
    yield "contact.interval_months", "2", {"leadership.consult_office"}, ANY_DAY
    yield "feedback.interval_months", "2", {"leadership.feedback"}, ANY_DAY
    yield "cpsg.group_id", PLANNERS, ST_32 | ST_33, ANY_DAY
    yield "cpsg.membership_days", "9", ST_33, ANY_DAY
    yield "prompt.cpsg_invitation_days", "9", ST_32, ANY_DAY
    yield "prompt.partnership_issue_days", "9", ISSUES, ANY_DAY
    yield "prompt.enquiry_days", "9", ENQUIRIES, ANY_DAY
    yield "funds.attestation_months", "12", {"money.separate", "money.records"}, ANY_DAY
    yield "funds.disclosure_months", "12", {"money.open_management"}, ANY_DAY
    yield "membership.renewal_days", "9", ST_30 | {"members.reappointed"}, EARLY
    yield "letters.tracking_days", "9", {"signed_letters.tracking_form"}, ANY_DAY
    yield "motions.due_on", "2001-01-01", {"congress.working_group", "congress.smart"}, ANY_DAY
    yield "resolutions.report_due_on", "01-02", {"congress.resolution_report"}, ANY_DAY
    yield "documents.ex_situ_guidelines_row", "3", {"serving_focal_points.ex_situ_guidelines"}, ANY_DAY
    yield "documents.check_members", "true", ST_77_TO_79, ANY_DAY
    for field, changed in COMPLETE.items():
        yield "compliance.complete_fields", field, changed, ANY_DAY


# What [complete] marks, by the fields it speaks of.
COMPLETE = {
    "target.ksr": ST_04,
    "target.indicator": ST_04,
    "target.due_on": ST_04,
    "target.focal_point": ST_06,
    "group.assigned_staff": {"leadership.assigned_staff"},
    "dispute.owner": {"leadership.disputes"},
    "fund.holder_institution": {"money.financial_host"},
    "fund.supervisor": {"money.open_management"},
    "group.host_institution": {"partnerships.host"},
    "membership.conditions_accepted_on": {"members.conditions"},
    "group.criteria_url": {"members.criteria"},
    "motion.group": {"congress.linked"},
    "resolution.owner_group": {"congress.owned"},
    "resolution.ssc_focal_point": {"congress.resolution_focal_points"},
    "resolution.secretariat_focal_point": {"congress.resolution_focal_points"},
    "group.goal_due_on": {"upkeep.task_force_goal"},
}
