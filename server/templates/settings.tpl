{{%AUTOESCAPE context="HTML"}}<h1>Settings</h1>
<dl class="facts">
<dt>You sign in as</dt><dd>{{ACCOUNT}}</dd>
<dt>You belong as</dt><dd>{{BELONGING}}</dd>
<dt>You speak for</dt><dd>{{CONSTITUENCY}}</dd>
{{#ROLES}}<dt>Your roles</dt><dd>{{WORDS}}</dd>{{/ROLES}}
<dt>Second factor</dt><dd>{{#SECOND_FACTOR_ON}}<span class="badge good">On</span>{{/SECOND_FACTOR_ON}}{{#SECOND_FACTOR_OFF}}<span class="badge">Off</span>{{/SECOND_FACTOR_OFF}}</dd>
</dl>
<ul class="cards">
<li class="card"><h2><a href="/settings/profile">Profile</a></h2><p class="quiet">Your name, what you say of yourself, and who may read it.</p></li>
<li class="card"><h2><a href="/settings/language">Language</a></h2><p class="quiet">In which language you read these pages.</p></li>
<li class="card"><h2><a href="/settings/mail">Mail</a></h2><p class="quiet">Your address, and whether a mail tells you each week what happened.</p></li>
<li class="card"><h2><a href="/settings/password">Password</a></h2><p class="quiet">Choose another one.</p></li>
<li class="card"><h2><a href="/settings/security">Second factor</a></h2><p class="quiet">A code from your telephone, beside the password.</p></li>
<li class="card"><h2><a href="/settings/passkeys">Passkeys</a></h2><p class="quiet">Sign in with your telephone, your computer or a security key.</p></li>
<li class="card"><h2><a href="/settings/sign-ins">Where you are signed in</a></h2><p class="quiet">The browsers that you use, and how to end them.</p></li>
<li class="card"><h2><a href="/settings/copy">Your data</a></h2><p class="quiet">What is kept of you here, and who received it, to take with you.</p></li>
<li class="card"><h2><a href="/settings/programs">Programs</a></h2><p class="quiet">Which programs act for you, and how to shut them out.</p></li>
{{#PUPIL}}<li class="card"><h2><a href="/settings/consent">Consent</a></h2><p class="quiet">Who agreed that you write here, and how to take it back.</p></li>{{/PUPIL}}
{{#RECORDS_CONSENT}}<li class="card"><h2><a href="/safeguarding/pupils">Consent of pupils</a></h2><p class="quiet">How old pupils are, and who agreed that they write here.</p></li>{{/RECORDS_CONSENT}}
{{#INVITES}}<li class="card"><h2><a href="/settings/invitations">Invitations</a></h2><p class="quiet">Let others in.</p></li>{{/INVITES}}
<li class="card"><h2><a href="/decisions">Decisions about you</a></h2><p class="quiet">What moderators decided about you, why, and how to say that it is wrong.</p></li>
<li class="card"><h2><a href="/tell-safeguarding">Tell the safeguarding lead</a></h2><p class="quiet">If you worry about somebody, or about yourself.</p></li>
<li class="card"><h2><a href="/members">Members</a></h2><p class="quiet">Who is here, and whom you can ask for a review.</p></li>
</ul>
{{#NO_RESEARCH_LEAD}}<p class="notice">The office of the research lead is vacant here.</p>{{/NO_RESEARCH_LEAD}}
