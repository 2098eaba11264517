{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}} · {{NODE_NAME}}</title>
<link rel="stylesheet" href="/assets/style.css">
{{#SCRIPT}}<script src="/assets/passkeys.js" defer></script>{{/SCRIPT}}
{{#ALTERNATE}}<link rel="alternate" type="application/activity+json" href="{{IRI}}">{{/ALTERNATE}}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<div class="wide">
<a class="home" href="/">{{NODE_NAME}}</a>
<nav aria-label="You">
{{#SIGNED_IN}}<a href="/search">Search</a>
<a href="/directory">Directory</a>
<a href="/subjects">Subjects</a>
<a href="/notifications">News{{#UNREAD}} <span class="badge">{{COUNT}}<span class="aside"> unread</span></span>{{/UNREAD}}</a>
<a href="/reviews">Reviews</a>
{{#MODERATOR}}<a href="/moderation">Reports</a>{{/MODERATOR}}
{{#LEAD}}<a href="/safeguarding/cases">Safeguarding</a>{{/LEAD}}
{{#OPERATOR}}<a href="/operator/partners">Partners</a>
<a href="/operator/members">Members</a>{{/OPERATOR}}
<span class="who">{{DISPLAY}}</span>
<a href="/settings">Settings</a>
<form method="post" action="/sign-out"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Sign out</button></form>{{/SIGNED_IN}}
{{#SIGNED_OUT}}<a href="/sign-in">Sign in</a>{{/SIGNED_OUT}}
</nav>
</div>
</header>
<main id="main" class="wide">
{{#READ_ONLY}}<p class="notice">Read-only for now: everything can be read, and nothing can be changed.</p>{{/READ_ONLY}}
{{>BODY}}
</main>
<footer class="wide"><p>{{NODE_NAME}} runs its own Collegium, together with its partners.</p></footer>
</body>
</html>
