"""Messages that are hardly ever anyone's business, for calibrating where no out-of-scope rows are given.

Written for this purpose; they say nothing of tickets, banks or shops. Only calibration sees them, training does not.
"""

STRANGERS = (
    "how tall is the eiffel tower", "tell me about black holes", "who wrote the odyssey", "what rhymes with orange",
    "my dog ate a sock and looks very proud of it", "is a tomato a fruit", "how do bees make honey", "can you teach me to juggle",
    "what is the square root of 1764", "I dreamt of a purple whale last night", "which planet has the most moons", "do fish ever sleep",
    "the curtains in the hall are too long", "how do I get candle wax out of a carpet", "what did you have for breakfast",
    "sing me something from an opera", "why is the sky blue", "how many bones are in a hand", "my knee hurts when I climb stairs",
    "what is the plural of octopus", "explain how a sewing machine works", "are ghosts real", "who would win, a bear or a shark",
    "my grandmother knits faster than anyone", "how long do you boil a goose egg", "draw me a map of atlantis", "what does serendipity mean",
    "give me three names for a hamster", "how do volcanoes form", "is it rude to whistle indoors", "my roof has been leaking since march",
    "when did the romans leave britain", "what is the opposite of loud", "how does a rainbow appear", "do you believe in fate",
    "the plumber forgot his ladder at ours", "how do you fold a paper crane", "which mushrooms are poisonous", "I lost an earring in the garden",
    "how old is the universe", "write a haiku about gravel", "what is a quark", "why do cats purr", "can you lend me a wheelbarrow",
    "how deep is the ocean", "who invented the zip", "my neighbour plays the tuba at night", "what is the best way to sharpen a knife",
    "are there snakes in ireland", "how do submarines stay down", "I can never remember left and right", "what are you wearing",
    "does hot water freeze faster", "tell me a story about a dragon", "how is paper made", "which way do toilets flush in australia",
    "my tomatoes have blossom end rot", "what language do they speak in andorra", "how many teeth does a snail have", "is time an illusion",
)  # fmt: skip
