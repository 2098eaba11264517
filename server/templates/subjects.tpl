{{%AUTOESCAPE context="HTML"}}<h1>Subjects</h1>
<p class="lead">Follow a subject, and every new guide and question about it that everyone may read comes to you, whichever community it is in.</p>
{{#MEMBER}}<section aria-labelledby="news"><h2 id="news">New in what you follow</h2>
{{>NEWS}}
</section>
<section aria-labelledby="followed"><h2 id="followed">What you follow</h2>
<ul class="cards">
{{#FOLLOWED}}<li class="card"><h3><a href="{{PATH}}">{{NAME}}</a></h3><p class="quiet">{{HOST}}{{#ASKED}} · waiting for an answer{{/ASKED}}</p>
<form method="post" action="{{FORM_PATH}}/unfollow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Follow no longer<span class="aside"> {{NAME}}</span></button></form></li>{{/FOLLOWED}}
</ul>
{{#NONE_FOLLOWED}}<p class="empty">Nothing yet. Choose a subject below.</p>{{/NONE_FOLLOWED}}
<p><a href="/collections">Your collections</a></p>
</section>{{/MEMBER}}
<section aria-labelledby="here"><h2 id="here">Subjects here</h2>
<ul class="cards">
{{#HERE}}<li class="card"><h3><a href="{{PATH}}">{{NAME}}</a></h3><p class="quiet">{{ADDRESS}}</p>
{{#FOLLOW}}<form method="post" action="{{FORM_PATH}}/follow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Follow<span class="aside"> {{NAME}}</span></button></form>{{/FOLLOW}}</li>{{/HERE}}
</ul>
{{#NONE_HERE}}<p class="empty">No community that everyone reads says what it is about. Its facilitators can.</p>{{/NONE_HERE}}
</section>
{{#FIND}}<section aria-labelledby="find"><h2 id="find">A subject of a partner</h2>
<form method="post" action="/subjects/find">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#SUBJECT_PROBLEM}}<p class="problem" id="find-problem">{{WORDS}}</p>{{/SUBJECT_PROBLEM}}
<div class="row line">
<div><label for="subject">Subject</label>
<input id="subject" name="subject" value="{{SUBJECT}}" maxlength="100" placeholder="Fractions" aria-describedby="find-problem"{{#SUBJECT_PROBLEM}} aria-invalid="true"{{/SUBJECT_PROBLEM}}></div>
<div><label for="host">Institution</label>
<input id="host" name="host" value="{{PLACE}}" maxlength="253" placeholder="hillside.example" autocapitalize="none" spellcheck="false" aria-describedby="find-problem"></div>
</div>
<button>Find</button>
</form>
</section>{{/FIND}}
{{#GUEST}}<p><a href="/sign-in?return=/subjects">Sign in to follow a subject</a></p>{{/GUEST}}
