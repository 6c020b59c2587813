"""Which museum and which people a place in the round would be given to."""

from collections import Counter

from accounts.models import Membership, Museum
from applications.models import ApplicationRevision
from applications.preliminary_plan import PreliminaryPlan
from knowledge.models import Participation


def museum_of(application):
    """Return the applying museum as the register knows it, or nothing."""
    if application.museum is not None:
        return application.museum
    return Museum.objects.filter(name__iexact=application.museum_name).first()


def is_unknown_contact(museum, email):
    """Whether a museum has people here and an address is none of theirs."""
    people = Membership.objects.current().filter(museum=museum)
    return people.exists() and not people.filter(user__email__iexact=email).exists()


class Admissions:
    """The museums and contact persons of several applications, in four queries."""

    def __init__(self, round, applications):
        self.round, self.applications = round, applications
        self.plans = {plan.application.pk: plan for plan in self._plans()}
        self.museums = {a.pk: a.museum or self._named.get(_key(a)) for a in applications}
        places = Participation.objects.current().filter(round=round)
        self.placed = set(places.values_list("museum", flat=True)) if applications else set()
        self.people = self._people()
        self.counts = Counter(self._identity(application) for application in applications)

    def _plans(self):
        by_id = {application.pk: application for application in self.applications}
        revisions = ApplicationRevision.objects.filter(
            pk__in=[application.newest for application in self.applications]
        )
        for revision in revisions.select_related("form_version"):
            yield PreliminaryPlan(by_id[revision.application_id], revision)

    @property
    def _named(self):
        """Return the register's museums by name, where an application only names one."""
        if not hasattr(self, "_found"):
            unknown = any(a.museum is None for a in self.applications)
            museums = Museum.objects.order_by("-pk") if unknown else []
            self._found = {museum.name.casefold(): museum for museum in museums}
        return self._found

    def _people(self):
        museums = [museum.pk for museum in self.museums.values() if museum]
        people = Membership.objects.current().filter(museum__in=museums)
        found = {}
        for museum, email in people.values_list("museum", "user__email"):
            found.setdefault(museum, set()).add(email.casefold())
        return found

    def _identity(self, application):
        museum = self.museums[application.pk]
        return museum.pk if museum else _key(application)

    def takes_part(self, application):
        """Whether the museum is in the round already."""
        museum = self.museums[application.pk]
        return museum is not None and museum.pk in self.placed

    def is_twice(self, application):
        """Whether two of the applications are of one museum."""
        return self.counts[self._identity(application)] > 1

    def is_unknown_contact(self, application):
        """Whether the museum has people here and the contact person is none of them."""
        museum = self.museums[application.pk]
        people = self.people.get(museum.pk) if museum else None
        return bool(people) and self.contact_of(application).casefold() not in people

    def contact_of(self, application):
        """Return the address that the invitation goes to."""
        return self.plans[application.pk].contact_email


def _key(application):
    return application.museum_name.casefold()
