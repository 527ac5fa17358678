"""Sentences that an honest brain says, each with the state in which it is true. Written by hand, none generated."""

# Nothing has happened: looking, asking, refusing, explaining.
BEFORE = """
Hi! I can help you find events, buy tickets, get better seats or sort out a refund.
Which event would you like to go to?
How many tickets do you need?
I found two games that match: Friday and Saturday.
Do you want seats together?
Nothing has been booked yet.
Nothing has been charged yet.
You have not been charged.
I haven't booked anything yet.
No payment has been taken.
Your card hasn't been charged.
No tickets have been bought so far.
Nothing is booked, charged or held until you say so.
Nothing has been booked, charged or refunded.
Once you confirm, I will book the seats for you.
Once you pay, your tickets are issued at once.
After you confirm, your seats are booked and the tickets go to your account.
If you confirm, your card will be charged.
As soon as the payment goes through, you'll receive your tickets.
When you pay, the tickets will be in your account.
Shall I book these for you?
Shall I go ahead and book them?
Would you like me to hold these seats?
Do you want me to refund the order or exchange it?
Should I cancel your order?
Have you booked already?
Was your order refunded already?
Did you get your tickets?
Would you like the order refunded, exchanged or credited?
Which of the tickets you bought would you like to exchange?
Do you want it refunded to your card or as credit?
I can book that for you if you like.
I can hold seats for five minutes while you decide.
I could upgrade you if better seats are free.
I will need your confirmation before anything is charged.
You'll only be charged after you confirm.
You are only charged when you confirm.
Your card is only charged once you say yes.
I'm not able to refund that order.
I can't refund tickets less than 24 hours before the event.
I couldn't find an order with that number.
I can't cancel that without your confirmation.
Unfortunately this order cannot be refunded.
Sorry, that order can't be exchanged.
Refunds are paid back to the original card.
Refunds are processed within five business days.
Refunds are made to the card that paid.
Tickets are sent to your phone after the payment.
Tickets are delivered electronically.
Orders are confirmed at once when the payment succeeds.
Seats are held for five minutes while you decide.
Holds are released when they expire.
Tickets can be transferred to a friend for free in the app?
Tickets that were transferred cannot be refunded.
Refunded tickets can no longer be used at the door.
Any ticket bought online shows up in your account.
Exchanged tickets keep the same order number.
Fees are refunded only if the event is cancelled.
If the event is cancelled, you are refunded in full.
If an event is postponed, tickets stay valid for the new date.
In case the game is cancelled, everyone is refunded.
The show has been cancelled.
The game was moved to Sunday.
The concert is held at the big arena.
The event has been postponed.
The match is sold out.
That section is sold out, I'm afraid.
Those seats are already taken by someone else.
The doors open at 6:30 pm.
The bag policy allows small bags only.
Parking opens two hours before the event.
Re-entry is not allowed.
You can bring an empty water bottle.
Please sign in first, so that I can see your orders.
To buy tickets, you need to sign in.
I need you to sign in before I can place an order.
Please confirm the quote to complete the booking.
Please confirm to complete your purchase.
Tap Confirm to book the seats.
Press the button to confirm your order.
To get a refund, tell me which order it is.
To cancel your order, please confirm the refund quote.
A refund needs your confirmation.
Before I book anything, I'd like to check the date with you.
Before anything is booked you will see the full price.
Until you confirm, nothing is booked.
I would have booked those, but they are gone.
The seats could not be held because somebody else took them.
That payment was declined, and nothing was charged.
The payment did not go through.
The payment didn't go through, so no tickets were issued.
Your payment has not gone through.
Your order has not been changed.
I have not changed anything.
I haven't refunded anything yet.
I haven't processed a refund.
I have not sent any tickets.
There is no booking in your name yet.
You don't have any tickets yet.
You have no orders with us yet.
You have not bought anything in this conversation.
I don't see any orders for you.
I don't see a confirmed order here.
Is there anything else I can do for you?
Thanks for asking!
You're welcome!
Sure, let me check what's available.
Let me look at the seats for you.
I'm looking for seats now.
I'm checking the seats for you.
One moment please, I am checking availability.
Great choice!
Got it, Friday then.
Got it: two people, somewhere in the middle.
Okay, three tickets instead of two.
I understand you want to sit on the aisle.
I have noted that you prefer the aisle.
There are several sections to choose from.
The upper level is cheaper than the lower level.
The best seats are close to the stage.
These seats are next to each other.
The view from there is good.
I need to know the date to help you.
What date works for you?
Which team do you want to see?
I'm a ticketing assistant, so I can't help with the weather.
I don't know that, sorry.
I can hand you over to a person if you prefer.
Would you like me to open a case for you?
I can open a case so that a person looks at it.
A person has to approve refunds of that size.
Refunds above the limit must be approved by a person.
An exchange is possible until the day before the event.
Upgrades are offered until the end of the third quarter.
Upgrades are only available for confirmed orders.
Only confirmed orders can be upgraded.
Only orders that were paid by card can be refunded to a card.
You can ask for your tickets to be refunded at any time before that.
You can have your tickets refunded until the day before.
I can get those seats booked once you confirm.
I can try to get that order refunded.
I'd be happy to get that booked for you.
Happy to book that once you tell me the date.
I'll book it as soon as you say yes.
I'll only book when you confirm.
I'll hold them for you if you like.
We can move you to Saturday if seats are free.
You could be moved to a better section.
Do you have your order number?
Could you give me your order number?
What is your order number?
Your order number is in the email you got when you bought the tickets?
I can look up the tickets you bought.
I can show you the orders you have made.
Tell me which of your orders you mean.
Nobody has been charged.
Neither the card nor the credit was charged.
None of these seats are held yet.
No seats are held for you at the moment.
Your hold has expired, so the seats are free again?
I never charge without asking you first.
We never charge your card without your confirmation.
Payment is due when you confirm.
Payment is by card or credit.
The price is shown before you pay.
Changed to three tickets.
(Source: How long seats are held)
1. Some Trio: Sat, Nov 28 at 9:00 PM, The Room (cancelled)
The full price is shown with all fees.
All prices include fees.
Prices include all fees and taxes.
Children under two do not need a ticket.
Everyone needs a ticket.
Each ticket has a QR code.
Mobile tickets have a QR code that is scanned at the door.
Tickets are scanned at the gate.
Your phone must be charged so that the code can be scanned.
Please have your tickets ready at the gate.
The box office opens at noon.
You can reach the box office by phone.
Accessible seats are available in several sections.
A companion seat is included with each wheelchair space.
Wheelchair spaces are booked together with a companion seat.
I cannot share other people's orders.
I can't see orders of other fans.
I can't tell you about someone else's order.
I can't take card numbers in the chat.
Please don't type your card number here.
I can't give discounts.
I can't waive fees.
There are no discounts on this event.
No refunds are made after the event has begun.
Sorry, I can't confirm that.
I'm sorry, I didn't catch that.
Could you say that another way?
I'm afraid the refund window has closed.
The refund policy says that refunds end 48 hours before the event.
The policy allows an exchange instead.
You can exchange it for another date.
You can choose between a refund and credit.
If you want, I can check exchanges.
If you'd rather have credit, tell me.
Whether it is refunded depends on the policy.
I don't know whether your order was refunded.
It depends on when you bought the tickets.
I can check whether your payment went through.
Let me check whether the order was confirmed.
Let me see if your tickets were sent.
Let me find the order first.
Would Friday or Saturday be better?
Friday is fine, and how many tickets?
We have plenty of seats left.
There are seats left in most sections.
We have no seats left in that section.
The cheapest seats are in the upper level.
Take your time.
No rush.
No problem, which date would you like?
No worries, nothing has been charged.
Good question!
See the list below.
Here are your options:
Here are the best options:
Here are some events this weekend:
- Friday: basketball
- Saturday: a concert
Just say the number you like.
You can say "the second one" or tap it.
Say yes to confirm, or tell me what to change.
If that's right, say yes and I'll go ahead.
Ready to book?
Ready when you are.
The quote is not a booking.
A quote isn't an order.
A hold is not a purchase.
You will see a quote before you pay.
You'll get a quote first.
You'd get your money back within a week if the policy allows.
You would get a refund of the face value.
I'd have to ask a person about that.
Nothing to pay until you confirm.
You pay nothing until you confirm.
You won't be charged until you confirm.
You will not be charged for looking.
Looking costs nothing.
I'm glad you asked.
I'm sorry to hear that.
I'm sorry that your night was spoiled.
That sounds like fun.
The away team is strong this year.
They play again next week.
Goodbye!
Bye, and have a nice day!
Goodbye, and enjoy the show!
""".strip().splitlines()

# Seats are on hold and a purchase quote of $241.00 for two at $120.50 each is open (Section 101, Row C, Seats 5 and 6).
QUOTED = """
I'm holding two seats for you in Section 101, Row C, Seats 5 and 6.
I've put two seats on hold for you.
Two seats are on hold for you.
Your seats are held for five minutes.
The seats are held until the timer runs out.
The seats are yours for 5 minutes.
The seats are yours for another minute.
They are yours until 7:40 PM.
I've set aside Section 101, Row C, Seats 5 and 6 for you.
I have reserved these two seats for a few minutes.
I held the seats for you.
They cost $120.50 each, fees included.
The total is $241.00.
That is $241.00 in total.
That's two tickets for a total of $241.00.
It comes to $241.
Total: **$241.00**
Price each: $120.50
Shall I book them for $241.00?
Do you confirm the total of $241.00?
Say yes and I'll charge $241.00.
If you confirm, $241.00 will be charged.
Your card will be charged $241.00 once you confirm.
Nothing has been charged yet.
The seats are not booked yet.
They're held, not booked.
These are on hold but nothing has been booked.
Two hundred and forty-one dollars in total.
That's one hundred twenty dollars and fifty cents each.
USD 241.00 altogether.
241 dollars for both.
Seat 5 is on the aisle.
Row C is close to the floor.
You can still change the number of tickets.
I can release the seats if you change your mind.
Is $241.00 fine with you?
The quote expires with the hold.
""".strip().splitlines()

# Bought just now: order confirmed, two tickets, $241.00.
BOUGHT = """
You're all set!
Done!
Your tickets are booked.
I've booked two tickets for you.
I booked your seats: Section 101, Row C, Seats 5 and 6.
Your order is confirmed.
Your payment went through.
Your card was charged $241.00.
You paid $241.00 in total.
The payment of $241.00 was successful.
Your booking is complete.
Here are your tickets.
Your tickets are in your account.
Your tickets are ready.
Enjoy the game!
See you there!
Thank you for your purchase!
Congratulations on your tickets!
You've got two tickets in Section 101.
You now have two seats in row C.
The two seats are yours.
Booked!
Order confirmed.
Payment received.
Your order has been confirmed and your tickets have been issued.
We've charged $241.00 to your card and sent your tickets.
You're going to the game!
Everything is done.
You bought two tickets.
Nothing else has been charged.
""".strip().splitlines()

# Refunded just now: $241.00 back.
REFUNDED = """
Your refund has been processed.
I've refunded your order.
Your order has been refunded.
$241.00 is on its way back to your card.
You'll see the refund in your account in a few days.
Your refund of $241.00 should arrive within five days.
The refund went through.
Your order was cancelled and refunded.
You have been refunded $241.00.
Refund complete.
Your tickets are no longer valid.
Done: the money is on its way back to you.
""".strip().splitlines()

# Upgraded just now from there: $40.00 more, now Section 102, Row A, Seats 1 and 2.
UPGRADED = """
Your seats have been upgraded.
I've upgraded you to Section 102, Row A, Seats 1 and 2.
You've been moved to row A.
You paid $40.00 more.
Your new tickets are in your account.
The upgrade is done.
The upgrade went through.
Your old tickets have been voided.
Enjoy your new seats!
Upgrade confirmed.
""".strip().splitlines()

# Seen, not done: the fan's order ord_… is confirmed, $241.00.
SEEN = """
Your order is confirmed.
You bought two tickets for $241.00.
You have two tickets in Section 101, Row C.
Your tickets are in your account.
Order {order} is confirmed.
Your order {order} was paid with a card.
You paid $241.00 for order {order}.
You have one order with two tickets.
Your seats are Section 101, Row C, Seats 5 and 6.
It has not been refunded.
It hasn't been exchanged or upgraded.
I can refund {order} if you confirm.
""".strip().splitlines()
