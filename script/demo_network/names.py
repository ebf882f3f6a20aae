"""The words the demo network is made of. All people, institutions and donors are invented."""

TAXA = {
    "mammals": """Wild Cat,Antelope,Wild Cattle,Deer,Bear,Otter,Small Carnivore,Hyena,Wild Dog,Fruit Bat,Cave Bat,Shrew,Vole,Squirrel,Hare,
        Porcupine,Sloth,Anteater,Pangolin,Tapir,Wild Pig,Wild Goat,Wild Horse,Rhino,Elephant,Great Ape,Gibbon,Lemur,Marmoset,Opossum,
        Kangaroo,Wombat,Dolphin,Porpoise,Seal,Manatee,Hippo,Camel,Weasel,Hedgehog""",
    "birds": """Crane,Stork,Heron,Pelican,Flamingo,Vulture,Owl,Parrot,Hornbill,Pheasant,Bustard,Grebe,Cormorant,Shorebird,Hummingbird,
        Woodpecker,Swift,Tern,Albatross,Penguin""",
    "amphibians_and_reptiles": """Tree Frog,Cave Salamander,Newt,Crocodile,Iguana,Chameleon,Monitor Lizard,Viper,Python,Sea Snake,
        Sea Turtle,Land Tortoise,Freshwater Turtle,Gecko,Skink""",
    "fishes": "Sturgeon,Salmon,Seahorse,Grouper,Tuna,Reef Shark,Ray,Cave Loach,Killifish,River Eel,Wrasse,Cichlid,Carp",
    "invertebrates": """Bumblebee,Dragonfly,Butterfly,Cave Beetle,Grasshopper,Ant,Freshwater Mussel,Land Snail,Horseshoe Crab,Crayfish,
        Coral,Cuttlefish,Spider,Firefly,Mayfly""",
    "plants": """Orchid,Cactus,Palm,Cycad,Conifer,Oak,Magnolia,Bamboo,Carnivorous Plant,Mangrove,Seagrass,Alpine Plant,Island Plant,
        Desert Shrub,Crop Wild Relative,Medicinal Plant,Wetland Plant,Fern,Moss""",
    "fungi_and_lichens": "Bracket Fungus,Chanterelle,Rust Fungus,Lichen,Truffle,Cup Fungus",
}
TAXA = [(taxon.strip(), taxonomic_set) for taxonomic_set, taxa in TAXA.items() for taxon in taxa.split(",")]
PLACES = "African,Andean,Arctic,Atlantic,Asian,Australasian,Caribbean,European,Indian Ocean,Mediterranean,North American,Pacific".split(",")
CROSS_CUTTING = """Conservation Planning,Conservation Genetics,Wildlife Health,Climate Change,Invasive Species,Translocation,Livelihoods,
    Species Monitoring,Behaviour,Stakeholder Engagement""".replace("\n    ", "").split(",")
TASK_FORCES = "Wildlife Trade,Emerging Disease,Deep Sea,Light Pollution,Restoration,Cave Life,Island Biosecurity,Human Coexistence".split(",")
# name, and whether it is a conservation committee
COMMITTEES = [("Freshwater Conservation", True), ("Marine Conservation", True), ("Plant Conservation", True), ("Fungal Conservation", True),
              ("Invertebrate Conservation", True), ("Red List", False), ("Standards and Petitions", False)]
PARTNERSHIPS = "Island Species,Mountain Species,Lowland Forest Species".split(",")

COUNTRIES = {
    "africa": "Kenya,Ghana,Madagascar,South Africa,Cameroon,Senegal",
    "east_europe_north_central_asia": "Poland,Kazakhstan,Mongolia,Romania",
    "meso_south_america": "Brazil,Colombia,Mexico,Peru,Costa Rica,Chile",
    "north_america_caribbean": "Canada,United States,Jamaica,Cuba",
    "oceania": "Australia,New Zealand,Fiji",
    "south_east_asia": "India,Indonesia,Japan,Viet Nam,Malaysia,Nepal",
    "west_asia": "Jordan,Oman,Lebanon",
    "west_europe": "France,Germany,Spain,Switzerland,United Kingdom,Sweden",
}
COUNTRIES = {region: names.split(",") for region, names in COUNTRIES.items()}
REGIONS = list(COUNTRIES)

FIRST_NAMES = """Abena Adela Aiko Alba Amara Anders Anjali Ari Aster Bao Beatriz Bruno Carmen Chidi Clara Dalia Daniel Dev Elena Emeka Esi
    Farah Felix Femi Gita Hana Hugo Ines Isla Ivo Jun Kai Kavya Kofi Lars Leila Lin Lucia Mai Malik Marta Mei Milo Nadia Naledi Nils Noor
    Olga Omar Paula Pia Rafael Rosa Ruth Samir Sofia Tariq Tomas Uma Vera Wanjiru Yara Yusuf Zofia""".split()
SURNAME_STARTS = "Al Ber Cor Dal Es Fen Gar Hal Il Jas Kar Lin Mar Nor Ol Pel Quen Ros Sal Tor Ul Ver Wes Yar Zel".split()
SURNAME_ENDS = "amba anda aro berg brook dale eira elli field garde hart inen ishi kova land lund mere nova oro quist rana ström tane vale wood".split()
PLACE_NAMES = """Ardenmoor Bellhaven Castermere Dunfell Eastholm Fenbrook Glenrath Harrowby Inverlund Karstad Limmer Northmere Oakhaven
    Pellworth Quarrendon Sandhill Thornby Westerlund""".split()
INSTITUTIONS = [("University", "university"), ("Zoo", "zoo"), ("Natural History Museum", "museum"), ("Botanic Garden", "botanic_garden"),
                ("Institute of Ecology", "research"), ("Wildlife Trust", "ngo"), ("Aquarium", "aquarium"), ("Parks Authority", "government")]
# name, scope, regions it covers
DONORS = [("Halcyon Global Fund", "global", None), ("Meridian Nature Fund", "global", None), ("Blue Horizon Facility", "global", None),
          ("Evergreen Endowment", "global", None), ("Savanna Development Bank", "regional", ["africa"]),
          ("Northern Isles Programme", "regional", ["west_europe"]), ("Two Oceans Initiative", "regional", ["oceania", "south_east_asia"]),
          ("Cordillera Fund", "regional", ["meso_south_america"]), ("National Lottery for Nature", "national", None),
          ("Ministry of Wetlands", "national", None)]
TOPICS = ["trade in live animals", "river dams", "forest roads", "bycatch", "pesticides", "captive breeding", "wildlife tourism"]


def slug(text):
    return text.lower().replace(" ", "-")


def plural(taxon):
    """The plural of an English animal or plant name, well enough for an identifier."""
    if taxon.endswith(("fish", "Cattle", "Deer", "Moss")):
        return taxon
    if taxon.endswith("us"):
        return taxon[:-2] + "i"
    if taxon.endswith(("x", "ss", "ch", "sh")):
        return taxon + "es"
    if taxon.endswith("y") and taxon[-2] not in "aeiou":
        return taxon[:-1] + "ies"
    return taxon + "s"


def taxon(index):
    """The index-th taxon with its set: the plain ones first, then those of each place, then numbered ones."""
    place, at = divmod(index, len(TAXA))
    name, taxonomic_set = TAXA[at]
    if place == 0:
        return name, taxonomic_set
    round_, which = divmod(place - 1, len(PLACES))
    return f"{PLACES[which]} {name}" + (f" {round_ + 1}" if round_ else ""), taxonomic_set


def numbered(names, index):
    """The index-th of a list that is too short for a large network: starts again with a number."""
    round_, at = divmod(index, len(names))
    return names[at] if not round_ else f"{names[at]} {round_ + 1}"


def person(random):
    return f"{random.choice(FIRST_NAMES)} {random.choice(SURNAME_STARTS)}{random.choice(SURNAME_ENDS)}"


def institution(random):
    """An institution's name and its kind."""
    suffix, kind = random.choice(INSTITUTIONS)
    return f"{random.choice(PLACE_NAMES)} {suffix}", kind
